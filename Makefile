# make demo  建好环境，装入示例，打印 2023 年度总结，写出工作簿
# make test  全部测试、代码检查、类型检查
# make fuzz  随机损坏的表格一万份（不在 test 里）
# make torture 杀死、写满、同时写：长跑，数字写进 docs/reliability.md（不在 test 里）
# make bench 计时（不是测试）
# make migration NAME=stories  列改了以后：写出迁移和行的类型

PYTHON ?= python3
BIN := .venv/bin
RUN := $(BIN)/python -m liaison
DEMO := LIAISON_DB=build/demo.db LIAISON_TODAY=2023-12-31

.PHONY: demo test fuzz torture bench migration clean

.venv/ready: pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[test]'
	touch $@

demo: .venv/ready
	@mkdir -p build && rm -f build/demo.db*
	@$(DEMO) $(RUN) demo
	@echo
	@$(DEMO) $(RUN) report year 2023
	@echo
	@$(DEMO) $(RUN) report year 2023 --xlsx --force
	@echo
	@echo '工作簿就在这个文件夹里，用 Excel 或 WPS 打开。接下来可以试：'
	@echo '  export LIAISON_DB=build/demo.db LIAISON_TODAY=2023-12-31'
	@echo '  .venv/bin/liaison member list'
	@echo '  .venv/bin/liaison report year 2023 --trace funds_arrears'
	@echo '  .venv/bin/liaison project report --year 2023 --xlsx'

test: .venv/ready
	$(BIN)/ruff check src tests migrations templates examples docs
	$(BIN)/ruff format --check src tests migrations templates examples docs
	$(BIN)/mypy
	$(BIN)/python -m pytest -n auto --maxprocesses 4 --dist worksteal

fuzz: .venv/ready
	LIAISON_FUZZ=10000 $(BIN)/python -m pytest tests/sheets/test_fuzz.py

torture: .venv/ready
	$(BIN)/python -m tests.torture

bench: .venv/ready
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[bench]'
	$(BIN)/python tests/bench.py

migration: .venv/ready
	$(BIN)/python migrations/new.py '$(NAME)'

clean:
	rm -rf .venv build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
