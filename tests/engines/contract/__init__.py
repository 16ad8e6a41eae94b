"""What every engine answers, by example; the engines are listed in conftest.py."""
