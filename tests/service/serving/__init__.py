"""The tests of service/serving."""
