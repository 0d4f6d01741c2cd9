"""Makes the fixtures of weights beside this file. Needs PyTorch and NumPy; run in this folder. The tests need neither."""
import collections

import numpy
import torch

torch.manual_seed(0)


def ramp(*shape, dtype=torch.float32):
    """0, 1/8, 2/8, …: exact in every type of the fixtures."""
    count = int(numpy.prod(shape))
    return (torch.arange(count, dtype=torch.float32) / 8).reshape(*shape).to(dtype)


class Small(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = torch.nn.Conv2d(2, 3, 3)
        self.bn = torch.nn.BatchNorm2d(3)
        self.fc = torch.nn.Linear(3, 2)


storage = ramp(24)
torch.save(
    collections.OrderedDict(
        f32=ramp(2, 3),
        f16=ramp(4, dtype=torch.float16),
        bf16=ramp(4, dtype=torch.bfloat16),
        f64=ramp(3, dtype=torch.float64),
        i64=torch.arange(-2, 3),
        i8=torch.arange(-2, 3, dtype=torch.int8),
        u8=torch.arange(3, dtype=torch.uint8),
        flags=torch.tensor([True, False, True]),
        scalar=torch.tensor(1.5),
        empty=torch.zeros(0, 3),
        transposed=ramp(2, 3).t(),
        part=storage[4:10].view(2, 3),
        every_other=storage[::2],
        parameter=torch.nn.Parameter(ramp(2)),
        expanded=torch.tensor([0.5]).expand(4),
    ),
    "types.pth",
)

model = Small()
for i, parameter in enumerate(model.state_dict().values()):
    if parameter.dtype == torch.float32:
        parameter.copy_(ramp(*parameter.shape) + i + 1)
torch.save(model.state_dict(), "small.pth")
torch.save({"epoch": 3, "state_dict": {"module." + k: v for k, v in model.state_dict().items()}, "optimizer": torch.optim.SGD(model.parameters(), 0.1).state_dict()}, "trainer.pth")
torch.save(model, "whole.pt")
torch.save(model.state_dict(), "legacy.pth", _use_new_zipfile_serialization=False)
torch.jit.save(torch.jit.script(torch.nn.Linear(2, 2)), "script.pt")
torch.save({"fc.weight": ramp(2, 3), "odd": torch.sparse_coo_tensor([[0]], [1.0], (2,))}, "odd.pth")


class Evil:
    """Would run a command if the pickle were run."""

    def __reduce__(self):
        import os

        return os.system, ("touch netspec-was-here",)


torch.save({"weight": ramp(2), "evil": Evil()}, "evil.pth")

for name, dtype in dict(f2="<f2", f4="<f4", f8="<f8", f4big=">f4", i1="i1", i2="<i2", i4="<i4", i8="<i8", u1="u1", u2="<u2", u4="<u4", u8="<u8", b1="?").items():
    numpy.save(f"{name}.npy", numpy.arange(6).reshape(2, 3).astype(dtype))
numpy.save("fortran.npy", numpy.asfortranarray(numpy.arange(24, dtype="<f4").reshape(2, 3, 4)))
numpy.save("scalar.npy", numpy.float32(1.5))
numpy.save("record.npy", numpy.zeros(2, dtype=[("a", "<f4"), ("b", "<i4")]))
numpy.savez("plain.npz", **{"fc.weight": numpy.arange(6, dtype="<f4").reshape(2, 3), "fc.bias": numpy.arange(2, dtype="<f8")})
numpy.savez_compressed("compressed.npz", **{"fc.weight": numpy.zeros((40, 50), dtype="<f4"), "fc.bias": numpy.arange(40, dtype="<f4")})
