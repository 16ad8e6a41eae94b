"""The tests of service/api."""
