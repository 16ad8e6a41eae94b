"""The engines behind `indexer.engine.Engine`; each is loaded only when it is chosen."""
