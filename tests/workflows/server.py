"""One real Temporal dev server for a session of tests, and a namespace of its own for each test.

Workflow ids are functions of avenants, so two tests would meet in one namespace.
"""

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from uuid import uuid4

from google.protobuf.duration_pb2 import Duration
from temporalio.api.enums.v1 import IndexedValueType
from temporalio.api.operatorservice.v1 import AddSearchAttributesRequest
from temporalio.api.workflowservice.v1 import RegisterNamespaceRequest
from temporalio.client import Client
from temporalio.contrib.pydantic import pydantic_data_converter
from temporalio.service import RPCError, RPCStatusCode
from temporalio.testing import WorkflowEnvironment

from activities.contracts import SEARCH_ATTRIBUTES

TIME_SKIPPING = "frontend.WorkflowTimeSkippingEnabled=true"
READY_WITHIN = 10.0
"""Seconds until a namespace that was just registered is known everywhere in the server."""


@asynccontextmanager
async def dev_server() -> AsyncIterator[str]:
    """The address of a server in memory, on loopback, that can skip time."""
    environment = await WorkflowEnvironment.start_local(
        dev_server_existing_path=str(Path(sys.executable).with_name("temporal")),
        search_attributes=SEARCH_ATTRIBUTES,
        data_converter=pydantic_data_converter,
        dev_server_log_level="error",
        dev_server_extra_args=["--dynamic-config-value", TIME_SKIPPING],
    )
    try:
        yield environment.client.service_client.config.target_host
    finally:
        await environment.shutdown()


async def connect(address: str, namespace: str) -> Client:
    """A client as the worker has one."""
    return await Client.connect(
        address, namespace=namespace, data_converter=pydantic_data_converter
    )


async def new_namespace(address: str) -> Client:
    """A client in a fresh namespace in which workflows can be searched as in production."""
    client = await connect(address, f"test-{uuid4().hex[:12]}")
    await client.workflow_service.register_namespace(
        RegisterNamespaceRequest(
            namespace=client.namespace,
            workflow_execution_retention_period=Duration(seconds=3 * 86_400),
        )
    )
    wanted = AddSearchAttributesRequest(namespace=client.namespace)
    for key in SEARCH_ATTRIBUTES:
        wanted.search_attributes[key.name] = IndexedValueType.ValueType(key.indexed_value_type)
    async with asyncio.timeout(READY_WITHIN):
        while True:
            try:
                await client.operator_service.add_search_attributes(wanted)
                await client.count_workflows("NeedsPerson = true")
            except RPCError as error:
                if error.status not in (RPCStatusCode.NOT_FOUND, RPCStatusCode.INVALID_ARGUMENT):
                    raise
                await asyncio.sleep(0.05)
            else:
                return client
