using System;
using System.Collections.Generic;
using NetSpec.Compiler.Planning.Remarks;

namespace NetSpec.Compiler.Planning.Gpu;

/// <summary>A launch of a device program.</summary>
/// <param name="About">What a reader wants to know about it.</param>
/// <param name="From">What it reads first.</param>
/// <param name="To">Where the result goes.</param>
internal abstract record GpuStep(StepInfo About, GpuValue From, GpuValue To)
{
    /// <summary>All that it reads.</summary>
    public virtual IEnumerable<GpuValue> Reads => [From];

    /// <summary>The same launch with its values elsewhere.</summary>
    public virtual GpuStep Place(Func<GpuValue, GpuValue> place) => this with { From = place(From), To = place(To) };
}
