"""Django's formats for nl-BE, named in FORMAT_MODULE_PATH; what is not here comes from Django's own Dutch formats."""

DATE_FORMAT = "j F Y"
SHORT_DATE_FORMAT = "j/m/Y"
TIME_FORMAT = "G.i"
DATETIME_FORMAT = r"j F Y, G.i \u\u\r"
YEAR_MONTH_FORMAT = "F Y"
MONTH_DAY_FORMAT = "j F"
DECIMAL_SEPARATOR = ","
THOUSAND_SEPARATOR = "."
NUMBER_GROUPING = 3
