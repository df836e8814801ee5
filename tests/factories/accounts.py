"""People, for tests."""

from typing import Any

import factory
from factory.django import DjangoModelFactory

from portal.accounts.models import User

PASSWORD = "een-lang-wachtwoord-voor-tests"


class UserFactory(DjangoModelFactory):
    """Somebody who can sign in with `PASSWORD`; `administrator=True` may do everything."""

    class Meta:
        model = User
        django_get_or_create = ("email",)

    class Params:
        administrator = factory.Trait(is_staff=True, is_superuser=True)

    email = factory.Sequence(lambda number: f"persoon{number}@voorbeeld.be")
    first_name = "Voor"
    last_name = factory.Sequence(lambda number: f"Beeld {number}")

    @classmethod
    def _create(cls, model_class: type[User], *args: Any, **kwargs: Any) -> User:
        existing = model_class.objects.filter(email=kwargs["email"]).first()
        return existing or model_class.objects.create_user(password=kwargs.pop("password", PASSWORD), **kwargs)
