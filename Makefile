PYTHON ?= python3
VENV := .venv
RUN := $(VENV)/bin/

.PHONY: run test lint bench clean

run:
	@echo "not yet"
