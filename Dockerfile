# docker build --tag backmatter .
# docker run --publish 8000:8000 --volume "$PWD/posts:/posts:ro" --volume backmatter-index:/index backmatter

FROM python:3.11-slim AS build
WORKDIR /src
RUN python -m venv --without-pip /opt/backmatter
COPY requirements.lock ./
RUN pip --python /opt/backmatter install --no-cache-dir --require-hashes --requirement requirements.lock
COPY pyproject.toml README.md LICENSE ./
COPY indexer ./indexer
COPY service ./service
RUN pip --python /opt/backmatter install --no-cache-dir --no-deps --no-build-isolation .

FROM python:3.11-slim
LABEL org.opencontainers.image.title="Backmatter" \
      org.opencontainers.image.description="Full-text search, related posts and tags for a blog" \
      org.opencontainers.image.licenses="MIT"
RUN useradd --system --uid 10001 --home-dir /index backmatter \
 && install --directory --owner 10001 /posts /index
COPY --from=build /opt/backmatter /opt/backmatter
ENV PATH=/opt/backmatter/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1
USER 10001
VOLUME ["/posts", "/index"]
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s \
    CMD ["python", "-c", "from urllib.request import urlopen; urlopen('http://127.0.0.1:8000/health', timeout=4)"]
CMD ["backmatter", "serve", "/posts", "--index", "/index", "--host", "0.0.0.0"]
