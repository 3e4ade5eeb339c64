"""Writes what PyTorch makes of more networks: heads, clipping, smoothed labels, packed sequences, joined blocks, speech."""

import json
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import nn

torch.set_default_dtype(torch.float64)
torch.manual_seed(3)


def conv(w):
    return w.permute(0, 2, 3, 1).reshape(w.shape[0], -1)


def window(name, m):
    return {f"{name}.weight": conv(m.weight), f"{name}.bias": m.bias}


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


class Joined(nn.Module):
    """Each block sees all before it (Huang and others 2017); a strided window with more padding behind than before."""

    layers = (
        "reshape(6, 6, 2) conv2d(4, 3, padding=1) repeat(2, concat( | batchNorm relu conv2d(2, 3, padding=1))) batchNorm relu "
        "conv2d(3, 3x2, stride=2, padding=same) globalAvgPool dense(4)"
    )
    features, clip, smoothing, weights = 72, None, 0, None

    def __init__(s):
        super().__init__()
        s.first = nn.Conv2d(2, 4, 3, padding=1)
        s.norms = nn.ModuleList([nn.BatchNorm2d(4), nn.BatchNorm2d(6)])
        s.convs = nn.ModuleList([nn.Conv2d(4, 2, 3, padding=1), nn.Conv2d(6, 2, 3, padding=1)])
        s.norm, s.last, s.d = nn.BatchNorm2d(8), nn.Conv2d(8, 3, (3, 2), stride=2), nn.Linear(3, 4)

    def forward(s, x):
        x = s.first(x.reshape(-1, 6, 6, 2).permute(0, 3, 1, 2))
        for norm, conv in zip(s.norms, s.convs):
            x = torch.cat([x, conv(F.relu(norm(x)))], 1)
        x = s.last(F.pad(F.relu(s.norm(x)), (0, 0, 0, 1)))
        return s.d(x.mean((2, 3))), None

    def ours(s):
        return {
            **window("1", s.first),
            **bn("2.0.1.0", s.norms[0]),
            **window("2.0.1.2", s.convs[0]),
            **bn("2.1.1.0", s.norms[1]),
            **window("2.1.1.2", s.convs[1]),
            **bn("3", s.norm),
            **window("5", s.last),
            **dense("7", s.d),
        }


class NormedGru(nn.Module):
    """a = BN(W x) over rows and steps (Amodei and others 2016), h' = (1 - z) n + z h; all steps."""

    def __init__(s, inputs, units):
        super().__init__()
        s.w, s.u, s.norm = (
            nn.Linear(inputs, 3 * units, bias=False),
            nn.Linear(units, 3 * units),
            nn.BatchNorm1d(3 * units),
        )

    def forward(s, x):
        n, steps, _ = x.shape
        a = s.norm(s.w(x).flatten(0, 1)).reshape(n, steps, -1)
        h, states = torch.zeros(n, s.u.in_features), []
        for t in range(steps):
            (ar, az, an), (ur, uz, un) = a[:, t].chunk(3, 1), s.u(h).chunk(3, 1)
            z = torch.sigmoid(az + uz)
            h = (1 - z) * torch.tanh(an + torch.sigmoid(ar + ur) * un) + z * h
            states.append(h)
        return torch.stack(states, 1)

    def ours(s, name):
        return {
            f"{name}.inputWeight": s.w.weight,
            f"{name}.recurrentWeight": s.u.weight,
            f"{name}.recurrentBias": s.u.bias,
            **bn(f"{name}.norm", s.norm),
        }


class Speech(nn.Module):
    """Windows over time and frequency, a recurrent layer in both directions, a mean over neighboring steps."""

    layers = (
        "reshape(8, 6, 1) conv2d(2, 3, stride=2, padding=1) batchNorm relu reshape(4, 6) "
        "bidirectional(gru(3, norm=batchNorm, masked=false, output=all)) "
        "reshape(4, 1, 6) avgPool(3x1, stride=1, padding=1x0) reshape(4, 6) globalMaxPool dense(4)"
    )
    features, clip, smoothing, weights = 48, 1.0, 0, None

    def __init__(s):
        super().__init__()
        s.c, s.b = nn.Conv2d(1, 2, 3, stride=2, padding=1, bias=False), nn.BatchNorm2d(2)
        s.there, s.back, s.d = NormedGru(6, 3), NormedGru(6, 3), nn.Linear(6, 4)

    def forward(s, x):
        x = F.relu(s.b(s.c(x.reshape(-1, 1, 8, 6)))).permute(0, 2, 3, 1).flatten(2)
        x = torch.cat([s.there(x), s.back(x.flip(1)).flip(1)], 2)
        x = F.avg_pool1d(x.permute(0, 2, 1), 3, 1, 1)
        return s.d(x.max(2).values), None

    def ours(s):
        return {
            "1.weight": conv(s.c.weight),
            **bn("2", s.b),
            **s.there.ours("5.forward"),
            **s.back.ours("5.backward"),
            **dense("10", s.d),
        }


class Steps(nn.Module):
    """Layers on the observed steps alone, before and behind a recurrent one."""

    layers = "reshape(5, 3) masked(batchNorm dense(4) layerNorm tanh) rnn(4, output=all) masked(batchNorm dense(3)) globalAvgPool dense(4)"
    features, clip, smoothing, weights = 15, None, 0, None

    def __init__(s):
        super().__init__()
        s.b, s.d, s.l = nn.BatchNorm1d(3), nn.Linear(3, 4), nn.LayerNorm(4)
        s.r, s.b2, s.d2, s.d3 = nn.RNN(4, 4, batch_first=True), nn.BatchNorm1d(4), nn.Linear(4, 3), nn.Linear(3, 4)

    def forward(s, x):
        x = x.reshape(-1, 5, 3)
        observed = (x != 0).any(2)
        lengths = observed.sum(1)
        steps = torch.zeros(len(x), 5, 4)
        steps[observed] = torch.tanh(s.l(s.d(s.b(x[observed]))))
        y, _ = s.r(nn.utils.rnn.pack_padded_sequence(steps, lengths, batch_first=True, enforce_sorted=False))
        y, _ = nn.utils.rnn.pad_packed_sequence(y, batch_first=True, total_length=5)
        pooled = torch.zeros(len(x), 5, 3)
        pooled[observed] = s.d2(s.b2(y[observed]))
        return s.d3(pooled.sum(1) / lengths[:, None]), None

    def ours(s):
        return {
            **bn("1.0", s.b),
            **dense("1.1", s.d),
            "1.2.gamma": s.l.weight,
            "1.2.beta": s.l.bias,
            **rnn("2", s.r),
            **bn("3.0", s.b2),
            **dense("3.1", s.d2),
            **dense("5", s.d3),
        }


def plain(m):
    return {name: value.detach().clone().flatten().tolist() for name, value in m.ours().items()}


def rows(m, n):
    x = torch.randn(n, m.features)
    if "reshape(5, 3)" in m.layers:
        for i in range(n):
            x[i, 3 * torch.randint(1, 6, (1,)).item() :] = 0
    return x


cases = []
kinds = {
    "auxiliary": Aux,
    "packed": Packed,
    "stacked": Stacked,
    "joined": Joined,
    "speech": Speech,
    "steps": Steps,
}
for name, kind in kinds.items():
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
