"""The nightly job as an Airflow DAG: one run a night, never two at once, missed ones in their order.

Exit codes: 0 passed, 1 a warning or a night that could not be judged yet, 4 failed, 2 wrong input, 3 broken. 1 is shown as a skipped
task; what comes after may look at reports/NIGHT.verdict.json, which is there when all else is: a sensor waits for it.
"""

from datetime import datetime, timedelta

from airflow import DAG
from airflow.providers.standard.operators.bash import BashOperator

with DAG(
    dag_id="msliqa_nightly",
    schedule="30 2 * * *",
    start_date=datetime(2026, 1, 1),
    catchup=False,
    max_active_runs=1,
    default_args={"retries": 1, "retry_delay": timedelta(minutes=10)},
) as dag:
    # The night is the date on which the run is due. A night that is tried again is judged again and kept once.
    BashOperator(
        task_id="nightly",
        bash_command=(
            "/opt/msliqa/bin/msliqa nightly /data/pictures --output /data/nightly --backfill"
            " --night {{ data_interval_end | ds }} --config /opt/msliqa/conf/nightly.conf"
        ),
        env={"LANG": "C.UTF-8"},
        append_env=True,
        skip_on_exit_code=1,
    )
