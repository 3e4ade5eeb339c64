"""Steps of plain gradient descent with PyTorch, one thread a process: the same as Tare's TrainingBench.

Alone it prints milliseconds a step. With --serve it reads lines `digits bn DOUBLE 500` (network, bn or plain, precision,
steps), makes those steps, and answers each with the seconds they took: so it takes turns with Tare. For `digits ddp DOUBLE
200` two processes share the batch by DistributedDataParallel over gloo, and the answer is the milliseconds of a step with
and without their exchange.
"""

import socket
import statistics
import sys
import time

import torch
from torch import distributed, multiprocessing, nn

STEPS = {"digits": 1000, "medium": 40, "table": 20, "cnn": 10, "gru": 20}
BATCHES = {"digits": 60, "medium": 1024, "table": 4096, "cnn": 64, "gru": 64}
DENSE = {"digits": (784, 100, 100, 100, 10), "medium": (784, 256, 256, 10), "table": (50, 256, 256, 2)}
DTYPES = {"DOUBLE": torch.float64, "FLOAT": torch.float32}
ROUNDS = 5
BLOCKS = 9
WARM_UP = 5


class Residual(nn.Module):
    def __init__(self, inner):
        super().__init__()
        self.inner = inner

    def forward(self, x):
        return torch.relu(x + self.inner(x))


class LastState(nn.Module):
    def __init__(self, inputs, hidden):
        super().__init__()
        self.inner = nn.GRU(inputs, hidden, batch_first=True)

    def forward(self, x):
        return self.inner(x)[1][0]


def convolution(inputs, norm):
    return [nn.Conv2d(inputs, 16, 3, padding=1, bias=not norm)] + ([nn.BatchNorm2d(16)] if norm else [])


def network(name, norm):
    """The network and the shape of a row."""
    if name == "cnn":
        blocks = [
            Residual(nn.Sequential(*convolution(16, norm), nn.ReLU(), *convolution(16, norm))) for _ in range(2)
        ]
        head = [nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(16, 10)]
        return nn.Sequential(*convolution(1, norm), nn.ReLU(), *blocks, *head), (1, 28, 28), 10
    if name == "gru":
        return nn.Sequential(LastState(28, 128), nn.Linear(128, 10)), (28, 28), 10
    widths = DENSE[name]
    layers = []
    for inputs, outputs in zip(widths[:-2], widths[1:-1]):
        layers.append(nn.Linear(inputs, outputs, bias=not norm))
        if norm:
            layers.append(nn.BatchNorm1d(outputs))
        layers.append(nn.Sigmoid() if name == "digits" else nn.ReLU())
    return nn.Sequential(*layers, nn.Linear(widths[-2], widths[-1])), widths[:1], widths[-1]


class Steps:
    """A network with made-up rows, on which it makes steps again and again."""

    def __init__(self, name, norm, batch, wrap=lambda model: model):
        model, shape, classes = network(name, norm)
        self.model = wrap(model)
        self.optimizer = torch.optim.SGD(self.model.parameters(), lr=0.01)
        self.loss = nn.CrossEntropyLoss()
        self.x = torch.rand(batch, *shape)
        self.y = torch.randint(0, classes, (batch,))

    def seconds(self, steps):
        start = time.perf_counter()
        for _ in range(steps):
            self.optimizer.zero_grad(set_to_none=True)
            self.loss(self.model(self.x), self.y).backward()
            self.optimizer.step()
        return time.perf_counter() - start


def train(name, norm, precision, steps):
    """The seconds that so many steps take."""
    torch.set_default_dtype(DTYPES[precision])
    return Steps(name, norm, BATCHES[name]).seconds(steps)


def one_of_two(rank, port, name, precision, steps, answer):
    torch.set_num_threads(1)
    torch.set_default_dtype(DTYPES[precision])
    distributed.init_process_group("gloo", f"tcp://127.0.0.1:{port}", rank=rank, world_size=2)
    batch = BATCHES[name] // 2
    contenders = Steps(name, True, batch, nn.parallel.DistributedDataParallel), Steps(name, True, batch)
    millis = [], []
    for block in range(-WARM_UP, BLOCKS):
        for contender, times in zip(contenders, millis):
            distributed.barrier()
            start = time.perf_counter()
            contender.seconds(steps)
            distributed.barrier()
            if block >= 0:
                times.append((time.perf_counter() - start) * 1e3 / steps)
    if rank == 0:
        answer.put([statistics.median(times) for times in millis])
    distributed.destroy_process_group()


def shared(name, precision, steps):
    """The milliseconds of a step of two processes, with their exchange and without."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    spawn = multiprocessing.get_context("spawn")
    answer = spawn.SimpleQueue()
    processes = [
        spawn.Process(target=one_of_two, args=(rank, port, name, precision, steps, answer)) for rank in range(2)
    ]
    for process in processes:
        process.start()
    together, apart = answer.get()
    for process in processes:
        process.join()
    return f"{together} {apart}"


def serve():
    for line in sys.stdin:
        name, kind, precision, steps = line.split()
        if kind == "ddp":
            print(shared(name, precision, int(steps)), flush=True)
        else:
            print(train(name, kind == "bn", precision, int(steps)), flush=True)


def table():
    print("| PyTorch " + torch.__version__ + ", one thread | ms a step |\n|---|---|")
    for name, steps in STEPS.items():
        for precision in DTYPES:
            rounds = [train(name, True, precision, steps) for _ in range(ROUNDS + 1)][1:]
            print(f"| {name}, {precision.lower()} | {statistics.median(rounds) * 1e3 / steps:.3f} |", flush=True)


if __name__ == "__main__":
    torch.set_num_threads(1)
    serve() if "--serve" in sys.argv else table()
