using System;
using System.Collections.Generic;

namespace NetSpec.Ptx;

/// <summary>
/// Inline PTX, as given to <c>CudaAsm.Emit</c>: declarations and instructions whose operands <c>%0</c> to <c>%9</c> stand for
/// arguments. <c>%%tid.x</c> is the register <c>%tid.x</c>.
/// </summary>
public sealed class PtxFragment
{
    private PtxFragment(StatementParser statements) =>
        (Instructions, Registers, Shared) = (statements.Instructions, statements.Registers, statements.Shared);

    /// <summary>The instructions in order.</summary>
    public IReadOnlyList<PtxInstruction> Instructions { get; }

    /// <summary>The registers it declares for what follows.</summary>
    public IReadOnlyList<PtxRegisterDeclaration> Registers { get; }

    /// <summary>The arrays in shared memory it declares for what follows.</summary>
    public IReadOnlyList<PtxSharedDeclaration> Shared { get; }

    /// <summary>Parses a fragment.</summary>
    /// <param name="text">The text; one of comments only is a fragment without instructions.</param>
    /// <exception cref="FormatException">It is not PTX, or has what a fragment cannot have.</exception>
    public static PtxFragment Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var statements = new StatementParser(new Tokens(text), inline: true);
        statements.ParseAll();
        if (statements.Labels.Count > 0 || statements.Locals.Count > 0)
            throw new FormatException($"The inline PTX '{text}' has a label or a local array; neither may be in a fragment.");
        return new(statements);
    }
}
