"""The tests of service/pages."""
