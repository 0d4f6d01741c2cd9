using NetSpec.Dsl.Ops;
using NetSpec.Tests.Support.Sparse;

namespace NetSpec.Generator.Tests.Sparse;

/// <summary>A stage of a <see cref="PlainNet"/>, which reads the value before it.</summary>
internal abstract record PlainStage
{
    /// <summary>The stage as a spec has it; value <paramref name="number"/> is its result.</summary>
    public abstract string Spell(int number);

    /// <summary>A factor with weights of its own, or those of the factor that made an earlier value.</summary>
    public sealed record Factor(KsPattern Pattern, int SharedWith = 0) : PlainStage
    {
        public override string Spell(int number) => $"v{number - 1} -> {SparsePatterns.Spell(Pattern)} {(SharedWith > 0 ? $"with f{SharedWith}" : $"as f{number}")}";
    }

    public sealed record Bias : PlainStage
    {
        public override string Spell(int number) => $"v{number - 1} -> bias as f{number}";
    }

    public sealed record Relu : PlainStage
    {
        public override string Spell(int number) => $"v{number - 1} -> relu";
    }

    /// <summary>Adds an earlier value.</summary>
    public sealed record Add(int Value) : PlainStage
    {
        public override string Spell(int number) => $"v{number - 1} + v{Value}";
    }
}
