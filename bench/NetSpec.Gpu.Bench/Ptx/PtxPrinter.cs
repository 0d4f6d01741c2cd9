using System;
using ILGPU;
using ILGPU.Backends.EntryPoints;
using ILGPU.Backends.PTX;
using ILGPU.Runtime;
using ILGPU.Runtime.Cuda;
using NetSpec.Gpu.Bench.Kernels;

namespace NetSpec.Gpu.Bench.Ptx;

/// <summary>Prints kernels as PTX, which needs no device.</summary>
internal sealed class PtxPrinter : IDisposable
{
    private readonly Context _context = Context.Create(builder => builder.Optimize(OptimizationLevel.O2));
    private readonly PTXBackend _backend;

    /// <summary>A printer.</summary>
    /// <param name="forOlderAssemblers">Whether the text says that it is of PTX 7.8, which assemblers of CUDA 11.8 know; it is the same otherwise.</param>
    public PtxPrinter(bool forOlderAssemblers)
    {
        // ILGPU knows no later architecture. The library of math functions, which kernels do not call, needs a CUDA installation.
        _backend = new(_context, CudaArchitecture.SM_80, forOlderAssemblers ? CudaInstructionSet.ISA_78 : CudaInstructionSet.ISA_80, null!);
    }

    /// <summary>The text of a kernel.</summary>
    public string Print(EmittedKernel kernel)
    {
        var entry = EntryPointDescription.FromExplicitlyGroupedKernel(kernel.Method);
        return ((PTXCompiledKernel)_backend.Compile(entry, new KernelSpecialization(kernel.Tiles.Threads, kernel.Tiles.GroupsPerMultiprocessor))).PTXAssembly;
    }

    public void Dispose()
    {
        _backend.Dispose();
        _context.Dispose();
    }
}
