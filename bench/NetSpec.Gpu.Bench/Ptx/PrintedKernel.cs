using System;
using System.IO;
using NetSpec.Compiler.Emit.Gpu;
using NetSpec.Compiler.Planning.Gpu;
using NetSpec.Gpu.Bench.Kernels;

namespace NetSpec.Gpu.Bench.Ptx;

/// <summary>A kernel and its text.</summary>
/// <param name="Key">What it is specialised to.</param>
/// <param name="Emitted">The kernel; null where it did not compile.</param>
/// <param name="Text">Its PTX; null where it was not printed.</param>
/// <param name="Problem">Why not.</param>
internal sealed record PrintedKernel(FactorKernelKey Key, EmittedKernel? Emitted, string? Text, string? Problem)
{
    /// <summary>Emits a kernel, compiles it and prints it.</summary>
    /// <param name="key">What it is specialised to.</param>
    /// <param name="printer">The printer.</param>
    /// <param name="save">Where its C# and its PTX are written, if anywhere.</param>
    public static PrintedKernel Of(FactorKernelKey key, PtxPrinter printer, DirectoryInfo? save)
    {
        EmittedKernel? emitted = null;
        try
        {
            emitted = EmittedKernel.Cuda(KernelAssembly.Load([key]), key);
            var text = printer.Print(emitted);
            if (save is not null)
            {
                var name = Path.Combine(save.FullName, FactorKernelNames.TypeName(key));
                File.WriteAllText(name + ".cs", KernelAssembly.Source(key));
                File.WriteAllText(name + ".ptx", text);
            }

            return new(key, emitted, text, null);
        }
        catch (Exception exception) when (exception is NotSupportedException or InvalidOperationException or ILGPU.InternalCompilerException)
        {
            return new(key, emitted, null, exception.Message);
        }
    }
}
