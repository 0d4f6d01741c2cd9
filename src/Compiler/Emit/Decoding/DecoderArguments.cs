using System.Collections.Generic;
using System.Linq;
using NetSpec.Compiler.Emit.Writing;

namespace NetSpec.Compiler.Emit.Decoding;

/// <summary>Arguments and locals of <c>Append</c>: what a decoder and its stand-in both have.</summary>
internal sealed class DecoderArguments
{
    /// <param name="members">Names of members that <c>Append</c> uses beside those of its base classes: an argument hides a member of its name.</param>
    /// <param name="outputs">The outputs of the net.</param>
    public DecoderArguments(IEnumerable<string> members, IEnumerable<string> outputs)
    {
        var scope = new Identifiers([.. DecoderMembers.All, .. PortNames.OfModel, .. members]);
        (Token, Tokens, Threads) = (scope.Unique("token"), scope.Unique("tokens"), scope.Unique("threads"));
        (One, At, Run, Reservation) = (scope.Unique("one"), scope.Unique("at"), scope.Unique("run"), scope.Unique("reservation"));
        Outputs = [.. outputs.Select(scope.Unique)];
    }

    /// <summary>Arguments, not escaped.</summary>
    public string Token { get; }

    /// <inheritdoc cref="Token"/>
    public string Tokens { get; }

    /// <inheritdoc cref="Token"/>
    public string Threads { get; }

    /// <inheritdoc cref="Token"/>
    public IReadOnlyList<string> Outputs { get; }

    /// <summary>Locals.</summary>
    public string One { get; }

    /// <inheritdoc cref="One"/>
    public string At { get; }

    /// <inheritdoc cref="One"/>
    public string Run { get; }

    /// <inheritdoc cref="One"/>
    public string Reservation { get; }

    /// <summary>What <c>Append</c> of one token takes, and of several.</summary>
    public IReadOnlyList<string> OfOne => [$"int {Token}", .. Rest];

    /// <inheritdoc cref="OfOne"/>
    public IReadOnlyList<string> OfSeveral => [$"{Api.ReadOnlySpanOfIntegers} {Tokens}", .. Rest];

    private IEnumerable<string> Rest => [.. Outputs.Select(output => $"{Api.Span} {CSharp.Escape(output)}"), $"int {Threads} = 1"];
}
