"""Background work of portal.media."""

from django_tasks import task

from portal.media import texts


@task()
def read_document(document_id: int) -> None:
    """Take the text of a document."""
    texts.take(document_id)
