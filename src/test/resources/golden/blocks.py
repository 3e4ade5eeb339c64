"""Writes what PyTorch makes of more networks: heads, clipping, smoothed labels, weights of classes, packed sequences, pooling."""

import json
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import nn

torch.set_default_dtype(torch.float64)
torch.manual_seed(3)


def conv(w):
    return w.permute(0, 2, 3, 1).reshape(w.shape[0], -1)


def bn(name, m):
    return {
        f"{name}.gamma": m.weight,
        f"{name}.beta": m.bias,
        f"{name}.runningMean": m.running_mean,
        f"{name}.runningVariance": m.running_var,
    }


def rnn(name, m, suffix=""):
    return {
        f"{name}.inputWeight": getattr(m, "weight_ih_l0" + suffix),
        f"{name}.recurrentWeight": getattr(m, "weight_hh_l0" + suffix),
        f"{name}.inputBias": getattr(m, "bias_ih_l0" + suffix),
        f"{name}.recurrentBias": getattr(m, "bias_hh_l0" + suffix),
    }


def dense(name, m, shape=None):
    w = m.weight
    if shape:  # flattened images: channel, height, width to height, width, channel
        w = w.reshape(-1, *shape).permute(0, 2, 3, 1).reshape(w.shape[0], -1)
    return {f"{name}.weight": w, **({} if m.bias is None else {f"{name}.bias": m.bias})}


class Aux(nn.Module):
    layers = (
        "reshape(6, 6, 2) conv2d(3, 3, padding=same) batchNorm relu auxiliary(flatten dense(5) batchNorm relu dense(4), weight=0.3) "
        "conv2d(4, 1x3, stride=2x1, padding=0x1) batchNorm relu avgPool(3, stride=2, padding=1) globalAvgPool dense(4)"
    )
    features, clip, smoothing, weights = 72, 0.5, 0.1, None

    def __init__(s):
        super().__init__()
        s.c1, s.b1 = nn.Conv2d(2, 3, 3, padding="same", bias=False), nn.BatchNorm2d(3)
        s.d1, s.bh, s.d2 = nn.Linear(108, 5, bias=False), nn.BatchNorm1d(5), nn.Linear(5, 4)
        s.c2, s.b2, s.d = (
            nn.Conv2d(3, 4, (1, 3), stride=(2, 1), padding=(0, 1), bias=False),
            nn.BatchNorm2d(4),
            nn.Linear(4, 4),
        )

    def forward(s, x):
        x = x.reshape(-1, 6, 6, 2).permute(0, 3, 1, 2)
        x = F.relu(s.b1(s.c1(x)))
        head = s.d2(F.relu(s.bh(s.d1(x.flatten(1))))) if s.training else None
        x = F.avg_pool2d(F.relu(s.b2(s.c2(x))), 3, 2, 1)
        return s.d(x.mean((2, 3))), head

    def ours(s):
        d1 = dense("4.1", s.d1, (3, 6, 6))
        return {
            "1.weight": conv(s.c1.weight),
            **bn("2", s.b1),
            **d1,
            **bn("4.2", s.bh),
            **dense("4.4", s.d2),
            "5.weight": conv(s.c2.weight),
            **bn("6", s.b2),
            **dense("10", s.d),
        }


class Packed(nn.Module):
    layers = "reshape(5, 3) bidirectional(gru(4, output=all)) globalMaxPool dense(4)"
    features, clip, smoothing, weights = 15, None, 0, [1.0, 2.0, 0.5, 3.0]

    def __init__(s):
        super().__init__()
        s.g, s.d = nn.GRU(3, 4, batch_first=True, bidirectional=True), nn.Linear(8, 4)

    def forward(s, x):
        x = x.reshape(-1, 5, 3)
        lengths = (x != 0).any(2).sum(1)
        y, _ = s.g(nn.utils.rnn.pack_padded_sequence(x, lengths, batch_first=True, enforce_sorted=False))
        y, _ = nn.utils.rnn.pad_packed_sequence(y, batch_first=True, padding_value=-9.0, total_length=5)
        return s.d(y.max(1).values), None

    def ours(s):
        return {**rnn("1.forward", s.g), **rnn("1.backward", s.g, "_reverse"), **dense("3", s.d)}


class Stacked(nn.Module):
    layers = "reshape(5, 3) lstm(4, output=all) residual(lstm(4, output=all)) globalAvgPool dense(4)"
    features, clip, smoothing, weights = 15, 0.2, 0.2, None

    def __init__(s):
        super().__init__()
        s.a, s.b, s.d = nn.LSTM(3, 4, batch_first=True), nn.LSTM(4, 4, batch_first=True), nn.Linear(4, 4)

    def forward(s, x):
        x = x.reshape(-1, 5, 3)
        lengths = (x != 0).any(2).sum(1)

        def run(m, x):
            y, _ = m(nn.utils.rnn.pack_padded_sequence(x, lengths, batch_first=True, enforce_sorted=False))
            return nn.utils.rnn.pad_packed_sequence(y, batch_first=True, total_length=5)[0]

        y = run(s.a, x)
        y = y + run(s.b, y)
        return s.d(y.sum(1) / lengths[:, None]), None

    def ours(s):
        return {**rnn("1", s.a), **rnn("2.0", s.b), **dense("4", s.d)}


def plain(m):
    return {name: value.detach().clone().flatten().tolist() for name, value in m.ours().items()}


def rows(m, n):
    x = torch.randn(n, m.features)
    if "reshape(5, 3)" in m.layers:
        for i in range(n):
            x[i, 3 * torch.randint(1, 6, (1,)).item() :] = 0
    return x


cases = []
for name, kind in (("auxiliary", Aux), ("packed", Packed), ("stacked", Stacked)):
    m = kind()
    m.train()
    start = plain(m)
    opt = torch.optim.SGD(m.parameters(), lr=0.1, momentum=0.9)
    xs, ys, losses = [], [], []
    for step in range(8):
        x, y = rows(m, 11), torch.randint(0, 4, (11,))
        xs.append(x.tolist())
        ys.append(y.tolist())
        w = None if m.weights is None else torch.tensor(m.weights)
        z, head = m(x)
        loss = F.cross_entropy(z, y, weight=w, label_smoothing=m.smoothing)
        if head is not None:
            loss = loss + 0.3 * F.cross_entropy(head, y, weight=w, label_smoothing=m.smoothing)
        opt.zero_grad()
        loss.backward()
        if m.clip:
            nn.utils.clip_grad_norm_(m.parameters(), m.clip)
        opt.step()
        losses.append(loss.item())
    end = plain(m)
    m.eval()
    x = rows(m, 5)
    cases.append(
        {
            "name": name,
            "layers": m.layers,
            "lr": 0.1,
            "momentum": 0.9,
            "clip": m.clip,
            "smoothing": m.smoothing,
            "weights": m.weights,
            "start": start,
            "x": xs,
            "labels": ys,
            "losses": losses,
            "end": end,
            "x_test": x.tolist(),
            "logits": m(x)[0].tolist(),
            "splits": [[11], [4, 7], [0, 11], [3, 0, 4, 4]],
        }
    )
Path("blocks.json").write_text(
    json.dumps(
        {
            "library": "PyTorch " + torch.__version__,
            "note": "double precision; names, layouts and images are Tare's",
            "cases": cases,
        }
    )
)
