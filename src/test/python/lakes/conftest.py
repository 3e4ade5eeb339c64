"""One session that knows the table formats; their jars are those of TARE_LAKES."""

import os
import shutil
import socket
import subprocess
from pathlib import Path

import pytest
from pyspark.sql import SparkSession

import tare_spark

EXTENSIONS = "io.delta.sql.DeltaSparkSessionExtension,org.apache.iceberg.spark.extensions.IcebergSparkSessionExtensions"


@pytest.fixture(scope="session")
def spark(tmp_path_factory):
    folder = tmp_path_factory.mktemp("lakes")
    jars = [os.environ.get("TARE_JAR") or tare_spark.jar()]
    jars += [str(jar) for jar in sorted(Path(os.environ["TARE_LAKES"]).glob("*.jar"))]
    builder = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
    builder = builder.config("spark.sql.shuffle.partitions", "2").config("spark.log.level", "ERROR")
    # Delta reads its log by 50 tasks otherwise, whatever its length.
    builder = builder.config("spark.databricks.delta.snapshotPartitions", "1")
    builder = builder.config("spark.driver.extraClassPath", ":".join(jars))
    builder = builder.config("spark.sql.warehouse.dir", str(folder / "warehouse"))
    builder = builder.config(
        "spark.driver.extraJavaOptions",
        f"-Dderby.system.home={folder} --add-modules=jdk.incubator.vector",
    )
    builder = builder.config("spark.sql.extensions", EXTENSIONS)
    builder = builder.config("spark.sql.catalog.spark_catalog", "org.apache.spark.sql.delta.catalog.DeltaCatalog")
    builder = builder.config("spark.sql.catalog.ice", "org.apache.iceberg.spark.SparkCatalog")
    builder = builder.config("spark.sql.catalog.ice.type", "hadoop")
    builder = builder.config("spark.sql.catalog.ice.warehouse", str(folder / "ice"))
    session = builder.enableHiveSupport().getOrCreate()
    yield session
    session.stop()


@pytest.fixture(scope="session")
def rows(spark):
    """Numbers of several types, with what is missing and what is not finite."""
    return spark.range(1000).selectExpr(
        "id",
        "CASE id % 50 WHEN 7 THEN NULL WHEN 8 THEN double('NaN') WHEN 9 THEN double('Infinity') ELSE sin(id) END AS x",
        "CAST(id % 17 - 3 AS int) AS n",
        "CAST(id / 8 AS decimal(12, 3)) AS price",
    )


@pytest.fixture(scope="session")
def postgres(tmp_path_factory):
    """The URL of a PostgreSQL server that lives as long as the tests."""
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    if not folders:
        pytest.skip("no PostgreSQL server is installed")
    server = tmp_path_factory.mktemp("postgres", numbered=False)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    # The server refuses to run as root.
    user = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"] if os.geteuid() == 0 else []
    if user:
        for folder in [server, *server.parents[:-2]]:
            folder.chmod(folder.stat().st_mode | 0o011)
        shutil.chown(server, "postgres", "postgres")

    def run(program, *arguments):
        subprocess.run([*user, folders[-1] / program, *arguments], check=True, cwd=server, stdout=subprocess.DEVNULL)

    run("initdb", "-D", server / "data", "-U", "tare", "--auth=trust")
    options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={server}"
    run("pg_ctl", "-D", server / "data", "-l", server / "log", "-w", "-o", options, "start")
    yield f"jdbc:postgresql://127.0.0.1:{port}/postgres?user=tare"
    run("pg_ctl", "-D", server / "data", "-m", "immediate", "stop")
