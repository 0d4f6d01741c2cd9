using System.Collections.Generic;
using NetSpec.Compiler.Planning.Remarks;

namespace NetSpec.Compiler.Planning;

/// <summary>One unit of work: a call or two in the emitted file.</summary>
/// <param name="About">What a reader wants to know about it.</param>
/// <param name="Clear">
/// The map whose border the step clears because it fills the map; null when there is no border, when it is clean, and when loading clears it (a
/// planar map's).
/// </param>
internal abstract record PlanStep(StepInfo About, Place? Clear)
{
    /// <summary>Whether it takes values between the caller's memory and the workspace, and computes nothing.</summary>
    public abstract bool IsTransfer { get; }

    /// <summary>The places the step reads.</summary>
    public abstract IEnumerable<Place> Reads { get; }

    /// <summary>The places the step fills.</summary>
    public abstract IEnumerable<Place> Writes { get; }
}
