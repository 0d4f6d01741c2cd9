"""Times the ways to multiply by a Kronecker-sparse factor in PyTorch on a device. Requests and answers are lines:

    setup LAYOUT PRECISION BATCH PATTERN NAMES   for each name 'have NAME ERROR' or 'lack NAME REASON', then 'done'
    time NAME RUNS                               'took SECONDS', of one run
    clear                                        'done', when the memory of the last setup is given back

The argument is the device, 'cuda' or 'cpu'. LAYOUT is 'first' or 'last', the place of the batch; PRECISION is 'fp32' or
'fp16'; PATTERN is a,b,c,d; NAMES are joined by ','. The first line of all is 'torch VERSION on DEVICE', or 'none REASON'. The
formulations are those of the thesis' appendix D.4.1; products of single precision are not rounded to TF32.
"""
import gc
import sys
import time


def answer(*words):
    print(*words, flush=True)


try:
    import torch
    device = torch.device(sys.argv[1])
    where = torch.cuda.get_device_name(device) if device.type == "cuda" else "cpu"
    torch.zeros(1, device=device)
except Exception as problem:
    answer("none", str(problem).splitlines()[0])
    sys.exit()

linear = torch.nn.functional.linear


def blocks(k):
    a, b, c, d = k.shape
    return k.permute(0, 3, 1, 2).reshape(a * d, b, c).contiguous()


def bmm(k, batch, last):
    a, b, c, d = k.shape
    w = blocks(k)

    def run_last(x):
        inner = x.view(a, c, d, batch).transpose(1, 2).reshape(a * d, c, batch).contiguous()
        return torch.bmm(w, inner).reshape(a, d, b, batch).transpose(1, 2).reshape(a * b * d, batch)

    def run_first(x):
        inner = x.view(batch, a, c, d).transpose(-1, -2).reshape(batch, a * d, c).contiguous().transpose(0, 1)
        o = torch.empty(batch, a * d, b, dtype=x.dtype, device=device).transpose(0, 1)
        torch.bmm(inner, w.transpose(-1, -2), out=o)
        return o.transpose(0, 1).reshape(batch, a, d, b).transpose(-1, -2).reshape(batch, a * b * d)

    return run_last if last else run_first


def einsum(k, batch, last):
    a, b, c, d = k.shape
    if last:
        return lambda x: torch.einsum("acdn,abcd->abdn", x.view(a, c, d, batch), k).reshape(a * b * d, batch)
    return lambda x: torch.einsum("nacd,abcd->nabd", x.view(batch, a, c, d), k).reshape(batch, a * b * d)


def sparse(k, batch, last):
    a, b, c, d = k.shape
    grids = torch.meshgrid(*(torch.arange(size, device=device) for size in (a, b, d, c)), indexing="ij")
    columns = ((grids[0] * c + grids[3]) * d + grids[2]).reshape(-1)
    starts = torch.arange(0, a * b * c * d + 1, c, device=device)
    w = torch.sparse_csr_tensor(starts, columns, k.transpose(2, 3).reshape(-1), (a * b * d, a * c * d))
    return (lambda x: torch.matmul(w, x)) if last else (lambda x: linear(x, w))


def bsr(k, batch, last):
    a, b, c, d = k.shape
    starts, columns = torch.arange(a * d + 1, device=device), torch.arange(a * d, device=device)
    w = torch.sparse_bsr_tensor(starts, columns, blocks(k), (a * d * b, a * d * c))

    def run_last(x):
        o = torch.matmul(w, x.view(a, c, d, batch).transpose(1, 2).reshape(a * c * d, batch))
        return o.view(a, d, b, batch).transpose(1, 2).reshape(a * b * d, batch)

    def run_first(x):
        o = linear(x.view(batch, a, c, d).transpose(-1, -2).reshape(batch, a * c * d), w)
        return o.view(batch, a, d, b).transpose(-1, -2).reshape(batch, a * b * d)

    return run_last if last else run_first


def dense(k, batch, last):
    a, b, c, d = k.shape
    w = torch.zeros(a * b * d, a * c * d, dtype=k.dtype, device=device)
    for i in range(a):
        for j in range(d):
            w[i * b * d + j:(i + 1) * b * d:d, i * c * d + j:(i + 1) * c * d:d] = k[i, :, :, j]
    return (lambda x: torch.matmul(w, x)) if last else (lambda x: linear(x, w))


def synchronize():
    if device.type == "cuda":
        torch.cuda.synchronize(device)


def timed(run, x, runs):
    if device.type != "cuda":
        start = time.perf_counter()
        for _ in range(runs):
            run(x)
        return (time.perf_counter() - start) / runs
    begin, end = torch.cuda.Event(enable_timing=True), torch.cuda.Event(enable_timing=True)
    begin.record()
    for _ in range(runs):
        run(x)
    end.record()
    end.synchronize()
    return begin.elapsed_time(end) / 1e3 / runs


def error_of(run, k, x, last, tolerance):
    """The relative error on a few samples, against a sum in double precision that shares nothing with the formulations."""
    a, b, c, d = k.shape
    got = run(x)
    columns = slice(0, min(64, x.shape[1] if last else x.shape[0]))
    some = x[:, columns] if last else x[columns].T
    exact = torch.einsum("acdn,abcd->abdn", some.double().reshape(a, c, d, -1), k.double()).reshape(a * b * d, -1)
    got = (got[:, columns] if last else got[columns].T).double()
    error = ((got - exact).norm() / exact.norm()).item()
    if not error < tolerance:
        raise ArithmeticError(f"the result is off by {error:.1e}")
    return error


class Bench:
    def __init__(self):
        self.x, self.runs = None, {}

    def clear(self):
        self.x, self.runs = None, {}
        gc.collect()
        if device.type == "cuda":
            torch.cuda.empty_cache()
        answer("done")

    def setup(self, layout, precision, batch, pattern, names):
        last, batch = layout == "last", int(batch)
        dtype, tolerance = (torch.float16, 2e-3) if precision == "fp16" else (torch.float32, 1e-4)
        a, b, c, d = map(int, pattern.split(","))
        k = ((torch.rand(a, b, c, d, device=device) * 2 - 1) * (3 / c) ** 0.5).to(dtype)
        self.x = torch.randn(*((a * c * d, batch) if last else (batch, a * c * d)), device=device).to(dtype)
        for name in names.split(","):
            try:
                run = MAKERS[name](k, batch, last)
                error = error_of(run, k, self.x, last, tolerance)
                synchronize()
                self.runs[name] = run
                answer("have", name, repr(error))
            except Exception as problem:
                answer("lack", name, (str(problem).splitlines() or [type(problem).__name__])[0])
        answer("done")

    def time(self, name, runs):
        answer("took", repr(timed(self.runs[name], self.x, int(runs))))


MAKERS = {"bmm": bmm, "einsum": einsum, "dense": dense, "bsr": bsr, "sparse": sparse}

torch.set_grad_enabled(False)
torch.backends.cuda.matmul.allow_tf32 = False
bench = Bench()
answer("torch", torch.__version__, "on", where)
for line in sys.stdin:
    command, *words = line.split()
    getattr(bench, command)(*words)
