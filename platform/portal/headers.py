"""Headers of every answer: the content security policy, of the site and of the admin."""

from csp.middleware import CSPMiddleware


class ContentSecurityPolicy(CSPMiddleware):
    """The strict policy everywhere, the admin's own policy on the admin's prefix only."""
