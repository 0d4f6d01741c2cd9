using System.Collections.Generic;
using System.Reflection;

namespace NetSpec.Gpu.Bench.Grid;

/// <summary>What the verb <c>grid</c> is asked for.</summary>
internal sealed record GridOptions
{
    /// <summary>The products, in order.</summary>
    public required IReadOnlyList<GpuCase> Cases { get; init; }

    /// <summary>The table that is filled.</summary>
    public required string Csv { get; init; }

    public required IReadOnlyList<string> Peers { get; init; }

    public required int Rounds { get; init; }

    /// <summary>What the arrays of both processes may take.</summary>
    public required double MemoryGib { get; init; }

    /// <summary>Million million multiply-adds of the largest dense product that is timed.</summary>
    public required double DenseLimit { get; init; }

    /// <summary>How long each implementation runs for its energy to be read; 0 for not at all.</summary>
    public required double EnergySeconds { get; init; }

    /// <summary>The number of the device in NVML.</summary>
    public required uint NvmlIndex { get; init; }

    /// <summary>Kernels that were compiled before; null where they are emitted and compiled case by case.</summary>
    public required Assembly? Kernels { get; init; }
}
