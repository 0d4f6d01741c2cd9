using System.Collections.Generic;
using NetSpec.Dsl.Syntax.Grammar;
using NetSpec.Dsl.Text;

namespace NetSpec.Dsl.Syntax;

/// <summary>A body while its lines are collected.</summary>
/// <param name="kind">What its lines are.</param>
/// <param name="line">The line of its header.</param>
/// <param name="brace">The brace that opens it; null if there is none, or if it is the subject of a problem: one is enough.</param>
/// <param name="header">Its name and parameters, null when it has none or they could not be read.</param>
internal sealed class Body(BodyKind kind, LogicalLine line, Span? brace, Header? header)
{
    public BodyKind Kind { get; } = kind;

    public LogicalLine Line { get; } = line;

    public Span? Brace { get; } = brace;

    /// <summary>Whether a line of it could not be read.</summary>
    public bool HasErrors { get; set; }

    /// <inheritdoc cref="Declaration.MeantParameters"/>
    public EquatableArray<FormalParameter> MeantParameters { get; init; }

    /// <summary>From its header to its closing brace, or to its last line when that is missing.</summary>
    public Span Span { get; private set; } = brace is { } open ? line.Whole.To(open) : line.Whole;

    public List<Statement> Statements { get; } = [];

    public List<NeuronStatement> Neurons { get; } = [];

    /// <summary>Makes a line or brace part of it.</summary>
    public void Cover(Span part) => Span = Span.To(part);

    /// <summary>The declaration, null if it is none or its name could not be read.</summary>
    public Declaration? ToDeclaration() => (Kind, header) switch
    {
        (BodyKind.Net, not null) =>
            new NetDeclaration(Span, header.Name, header.Parameters, Statements.ToEquatableArray(), HasErrors) { MeantParameters = MeantParameters },
        (BodyKind.Block, not null) =>
            new BlockDeclaration(Span, header.Name, header.Parameters, Statements.ToEquatableArray(), HasErrors) { MeantParameters = MeantParameters },
        (BodyKind.NamedNeurons, not null) => new NeuronsDeclaration(Span, header.Name, Neurons.ToEquatableArray(), HasErrors),
        _ => null,
    };
}
