using System.CommandLine;
using NetSpec.Gpu.Bench.Ptx;

return new RootCommand("Checks and times the kernels of Kronecker-sparse factors that NetSpec emits for GPUs.")
{
    PtxCommand.Create(),
}.Parse(args).Invoke();
