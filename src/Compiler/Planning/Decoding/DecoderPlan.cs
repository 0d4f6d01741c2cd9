using System.Collections.Generic;
using System.Linq;
using NetSpec.Compiler.Planning.Steps;
using NetSpec.Dsl;

namespace NetSpec.Compiler.Planning.Decoding;

/// <summary>A net token by token: the program of one token, and what it has of the net's forward pass and of the tokens before.</summary>
/// <param name="Model">The plan of the net.</param>
/// <param name="Program">The plan of one token.</param>
/// <param name="Tokens">The most tokens.</param>
/// <param name="Weights">Where each of the program's packed weights comes from.</param>
internal sealed record DecoderPlan(Plan Model, Plan Program, int Tokens, EquatableArray<DecoderWeights> Weights)
{
    /// <summary>What is kept of the tokens before, one an attention.</summary>
    public IEnumerable<CallArgument.Cache> Caches => Program.Steps.Select(CacheOf).OfType<CallArgument.Cache>();

    /// <summary>The steps that later tokens need: all up to the last that keeps something.</summary>
    public int KeptSteps => Program.Steps.Select((step, i) => CacheOf(step) is null ? 0 : i + 1).Max();

    private static CallArgument.Cache? CacheOf(PlanStep step) => step is CallStep call ? call.Find<CallArgument.Cache>() : null;
}
