"""Steps of plain gradient descent with PyTorch, on one thread in double precision: the same as Tare's TrainingBench.

Alone it prints milliseconds a step. With --serve it reads lines `784-100-10 60 relu bn 500` (sizes, batch, activation,
bn or plain, steps), makes those steps, and answers each with the seconds they took: so it takes turns with Tare.
"""

import statistics
import sys
import time

import torch
from torch import nn

SHAPES = [
    ("784-100-100-100-10", 60, "sigmoid", 1000),
    ("784-256-256-10", 1024, "relu", 40),
    ("50-256-256-2", 4096, "relu", 20),
]
ROUNDS = 5


def train(sizes, batch, activation, norm, steps):
    """The seconds that so many steps take."""
    widths = [int(size) for size in sizes.split("-")]
    layers = []
    for inputs, outputs in zip(widths[:-2], widths[1:-1]):
        layers.append(nn.Linear(inputs, outputs, bias=not norm))
        if norm:
            layers.append(nn.BatchNorm1d(outputs))
        layers.append(nn.Sigmoid() if activation == "sigmoid" else nn.ReLU())
    network = nn.Sequential(*layers, nn.Linear(widths[-2], widths[-1]))
    optimizer = torch.optim.SGD(network.parameters(), lr=0.01)
    loss = nn.CrossEntropyLoss()
    x = torch.rand(batch, widths[0])
    y = torch.randint(0, widths[-1], (batch,))
    start = time.perf_counter()
    for _ in range(steps):
        optimizer.zero_grad(set_to_none=True)
        loss(network(x), y).backward()
        optimizer.step()
    return time.perf_counter() - start


def serve():
    for line in sys.stdin:
        sizes, batch, activation, norm, steps = line.split()
        print(train(sizes, int(batch), activation, norm == "bn", int(steps)), flush=True)


def table():
    print("| PyTorch " + torch.__version__ + ", double, one thread | ms a step |\n|---|---|")
    for sizes, batch, activation, steps in SHAPES:
        for norm in (True, False):
            rounds = [train(sizes, batch, activation, norm, steps) for _ in range(ROUNDS + 1)][1:]
            name = f"{sizes}, {activation}, batch {batch:,}{'' if norm else ', no BN'}"
            print(f"| {name} | {statistics.median(rounds) * 1e3 / steps:.3f} |", flush=True)


if __name__ == "__main__":
    torch.set_num_threads(1)
    torch.set_default_dtype(torch.float64)
    serve() if "--serve" in sys.argv else table()
