"""The OpenSearch engine: documents in, results out, on as many machines as it takes."""
