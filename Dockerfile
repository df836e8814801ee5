# The site and its worker. compose.yaml runs it beside PostgreSQL and Elasticsearch; docs/operations.md explains both.

FROM python:3.11-slim-bookworm AS build
WORKDIR /app
RUN python -m venv /opt/venv
COPY requirements/run.txt requirements/run.txt
# Only wheels, each with its hash: nothing is compiled, and nobody's program runs while installing.
RUN /opt/venv/bin/pip install --no-cache-dir --disable-pip-version-check --only-binary=:all: --require-hashes -r requirements/run.txt
COPY . .
RUN /opt/venv/bin/python -m compileall -q -j 0 platform practices networks search

FROM python:3.11-slim-bookworm
ENV PATH=/opt/venv/bin:$PATH \
    PYTHONPATH=/app:/app/platform \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    DJANGO_SETTINGS_MODULE=config.settings.production \
    VAR_DIR=/var/lib/samenwijs
# The number is fixed, so that files on a volume keep their owner over versions of the image.
RUN useradd --uid 10001 --user-group --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin samenwijs \
    && install --directory --owner=samenwijs --group=samenwijs --mode=0750 /var/lib/samenwijs
COPY --from=build /opt/venv /opt/venv
COPY --from=build /app /app
WORKDIR /app
USER 10001:10001
# All that is written goes here or to /tmp; the rest may be read-only.
VOLUME /var/lib/samenwijs
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 CMD ["python", "-m", "config.health_check", "web"]
CMD ["gunicorn", "--config", "platform/config/web_server.py", "--bind", "0.0.0.0:8000", "config.wsgi"]
