using NetSpec.Dsl.Syntax;

namespace NetSpec.Dsl.Binding;

/// <summary>The blocks around a place, innermost first.</summary>
internal sealed record BlockChain(BlockDeclaration Block, BlockChain? Outer)
{
    public int Depth { get; } = (Outer?.Depth ?? 0) + 1;

    public bool Contains(BlockDeclaration block)
    {
        for (var chain = this; chain is not null; chain = chain.Outer)
        {
            if (ReferenceEquals(chain.Block, block))
            {
                return true;
            }
        }

        return false;
    }
}
