"""Numbers, money and dates as the site writes them: the same in templates (as filters) and in what features prepare."""

import re
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.dateparse import parse_date
from django.utils.formats import date_format, number_format
from django.utils.text import capfirst
from django.utils.translation import ngettext

NO_BREAK = "\N{NO-BREAK SPACE}"
BULLET = re.compile(r"^\s*[•*–-]\s+")


def dutch_number(value: Decimal | float | None) -> str:
    """Return a number with grouped thousands and a decimal comma: *42.152*, *0,4*; nothing for nothing."""
    if value is None or value == "":
        return ""
    number = Decimal(str(value))
    whole = number == number.to_integral_value()
    text = str(number.quantize(Decimal(1))) if whole else format(number.normalize(), "f")
    return number_format(text, use_l10n=True, force_grouping=True)


def euro(value: Decimal | float | None) -> str:
    """Return an amount of money, cents only where there are any: *€ 46.800*, *€ 12,50*."""
    if value is None or value == "":
        return ""
    amount = Decimal(str(value))
    places = 0 if amount == amount.to_integral_value() else 2
    return f"€{NO_BREAK}{number_format(amount, decimal_pos=places, use_l10n=True, force_grouping=True)}"


def file_size(octets: int | None) -> str:
    """Return the size of a file, in units of a thousand as computers show it to people: *38 kB*, *1,2 MB*."""
    if octets is None:
        return ""
    if octets < 999_500:
        return f"{dutch_number(max(1, round(octets / 1000)))}{NO_BREAK}kB"
    return f"{dutch_number(Decimal(octets / 1_000_000).quantize(Decimal('0.1')))}{NO_BREAK}MB"


def long_date(value: date | None) -> str:
    """Return a day in full: *donderdag 11 februari 2027*."""
    return date_format(value, "l j F Y") if value else ""


def source_date(value: str) -> str:
    """Return a date as precise as its source gave it, in words: *2024-05* is *mei 2024*; other text as it is."""
    text = value.strip()
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text) and (day := _parsed(text)):
        return date_format(day, "j F Y")
    if re.fullmatch(r"\d{4}-\d{2}", text) and (day := _parsed(f"{text}-01")):
        return date_format(day, "F Y")
    return text


def _parsed(text: str) -> date | None:
    try:
        return parse_date(text)
    except ValueError:  # a month 13 or a 30th of February
        return None


def counted(number: int, singular: str, plural: str) -> str:
    """Return a count with its word: *1 gemeente*, *1.204 gemeenten*."""
    return f"{dutch_number(number)} {ngettext(singular, plural, number)}"


def lines(text: Any) -> list[str]:
    """Return the lines of a text that say something, without bullets typed by hand."""
    return [line for raw in str(text or "").splitlines() if (line := BULLET.sub("", raw).strip())]


def sentence(text: str) -> str:
    """Return `text` with a capital, for a date or a value that opens a line."""
    return str(capfirst(text))
