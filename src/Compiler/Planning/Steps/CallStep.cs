using System.Collections.Generic;
using System.Linq;
using NetSpec.Compiler.Planning.Remarks;
using NetSpec.Dsl;

namespace NetSpec.Compiler.Planning.Steps;

/// <summary>
/// A call of a kernel, or several of one: all steps but transfers and blocks of neurons. What it reads and writes, and what may
/// lie in one place, follow from the arguments.
/// </summary>
/// <param name="About">What a reader wants to know about it.</param>
/// <param name="Clear">The map whose border the step clears; see <see cref="PlanStep"/>.</param>
/// <param name="RunsInPanels">Whether its kernels also compute a panel of samples.</param>
/// <param name="Calls">The calls, in order.</param>
internal sealed record CallStep(StepInfo About, Place? Clear, bool RunsInPanels, EquatableArray<KernelCall> Calls) : PlanStep(About, Clear)
{
    /// <summary>The names of the arguments that kernels which are specialised to a shape read and write.</summary>
    public const string Input = "input", Output = "output", Residual = "residual";

    /// <inheritdoc/>
    public override bool IsTransfer => false;

    /// <inheritdoc/>
    public override IEnumerable<Place> Reads => Those(use => use is PlaceUse.Read or PlaceUse.ReadInPlace);

    /// <inheritdoc/>
    public override IEnumerable<Place> Writes => Those(use => use is PlaceUse.Write or PlaceUse.WritePart);

    /// <summary>Every place that the step is given, and what it does there.</summary>
    public IEnumerable<(Place Place, PlaceUse Use)> Places => Calls.SelectMany(call => call.Places);

    /// <summary>Index of the shape that the kernel is specialised to; null when it takes maps.</summary>
    public int? Shape => Calls[0].Shape;

    /// <summary>Index of the packed weights; null without any.</summary>
    public int? Weights => Find<CallArgument.Weights>()?.Index;

    /// <summary>The output that it writes by itself when the net runs in panels.</summary>
    public int? Port => Find<CallArgument.Port>()?.Output;

    /// <summary>The first argument of a kind.</summary>
    public T? Find<T>()
        where T : CallArgument => Calls.SelectMany(call => call.Arguments).OfType<T>().FirstOrDefault();

    private IEnumerable<Place> Those(System.Func<PlaceUse, bool> use) => Places.Where(place => use(place.Use)).Select(place => place.Place).Distinct();
}
