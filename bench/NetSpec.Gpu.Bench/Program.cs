using System;
using System.CommandLine;
using System.IO;
using NetSpec.Gpu.Bench.Grid;
using NetSpec.Gpu.Bench.Kernels;
using NetSpec.Gpu.Bench.Ptx;

var command = new RootCommand("Checks and times the kernels of Kronecker-sparse factors that NetSpec emits for GPUs.")
{
    PtxCommand.Create(),
    KernelsCommand.Create(),
    GridCommand.Create(),
    SummaryCommand.Create(),
};
try
{
    return command.Parse(args).Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
}
catch (Exception exception) when (exception is FormatException or PlatformNotSupportedException or FileNotFoundException)
{
    Console.Error.WriteLine(exception.Message);
    return 2;
}
