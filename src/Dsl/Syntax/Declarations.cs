using NetSpec.Dsl.Text;

namespace NetSpec.Dsl.Syntax;

/// <summary>A whole file. Lines that failed to parse are missing from it; each left a problem.</summary>
/// <param name="Namespace">The dotted namespace, null when there is none.</param>
/// <param name="Declarations">The nets, blocks and neurons, in the order of the file.</param>
/// <param name="Tunings">The <c>tune</c> lines, in the order of the file.</param>
internal sealed record SpecSyntax(Span Span, Identifier? Namespace, EquatableArray<Declaration> Declarations, EquatableArray<TuneLine> Tunings)
    : Syntax(Span)
{
    /// <summary>The <c>use</c> lines, in the order of the file.</summary>
    public EquatableArray<UseLine> Uses { get; init; }
}

/// <summary><c>use "blocks.netspec"</c>.</summary>
/// <param name="Path">What stands between the quotes.</param>
/// <param name="PathSpan">Its place, with the quotes.</param>
internal sealed record UseLine(Span Span, string Path, Span PathSpan) : Syntax(Span);

/// <summary><c>tune ks(1, 768, 192, 2) fp32 batch_last tile=128x128x8 thread=8x8</c>.</summary>
/// <param name="Kernel">The pattern that the kernel multiplies with, as a stage.</param>
/// <param name="Words">The words behind it: the precision and the layout.</param>
/// <param name="Settings">Named arguments; there is at least one.</param>
internal sealed record TuneLine(Span Span, CallStage Kernel, EquatableArray<Identifier> Words, EquatableArray<Argument> Settings) : Syntax(Span)
{
    /// <summary>What is tuned: the kernel with its words.</summary>
    public Span Subject => Words.Count == 0 ? Kernel.Span : Kernel.Span.To(Words[Words.Count - 1].Span);

    /// <summary>All settings together.</summary>
    public Span Tile => Settings[0].Span.To(Settings[Settings.Count - 1].Span);
}

/// <summary>A parameter of a net or block, with an optional default.</summary>
internal sealed record FormalParameter(Span Span, Identifier Name, Expression? Default) : Syntax(Span);

/// <summary>A <c>net</c>, <c>block</c> or named <c>neurons</c> at the top of a file.</summary>
/// <param name="HasErrors">Whether a line of its header or body failed to parse: then missing names are not reported.</param>
internal abstract record Declaration(Span Span, Identifier Name, bool HasErrors) : Syntax(Span)
{
    /// <summary>The parameters that a header which cannot be read was probably meant to have. Their spans are not those of the file.</summary>
    public EquatableArray<FormalParameter> MeantParameters { get; init; }
}

/// <summary><c>net Name(p = 1) { … }</c>.</summary>
internal sealed record NetDeclaration(Span Span, Identifier Name, EquatableArray<FormalParameter> Parameters, EquatableArray<Statement> Body, bool HasErrors)
    : Declaration(Span, Name, HasErrors);

/// <summary><c>block name(c, s = 1) { … }</c>: a stage with the ends <c>in</c> and <c>out</c>.</summary>
internal sealed record BlockDeclaration(Span Span, Identifier Name, EquatableArray<FormalParameter> Parameters, EquatableArray<Statement> Body, bool HasErrors)
    : Declaration(Span, Name, HasErrors);

/// <summary><c>neurons name { … }</c> at the top of a file: a stage from a vector of its inputs to a vector of its outputs.</summary>
internal sealed record NeuronsDeclaration(Span Span, Identifier Name, EquatableArray<NeuronStatement> Body, bool HasErrors)
    : Declaration(Span, Name, HasErrors);

/// <summary>A line of a net or block.</summary>
/// <param name="Text">The logical line without comments, with single spaces: what emitted files quote.</param>
internal abstract record Statement(Span Span, string Text) : Syntax(Span);

/// <summary><c>input image : 3x224x224</c>, or <c>input ids : 128 int</c>.</summary>
/// <param name="IsInteger">Whether it holds whole numbers.</param>
internal sealed record InputStatement(Span Span, string Text, Identifier Name, ShapeSyntax Shape, bool IsInteger) : Statement(Span, Text);

/// <summary><c>name : shape = value</c>; the shape is optional. In a block, the name <c>out</c> is its result.</summary>
internal sealed record BindingStatement(Span Span, string Text, Identifier Name, ShapeSyntax? Shape, Value Value) : Statement(Span, Text);

/// <summary><c>left, right = value -> split</c>: several values, which are parts of one.</summary>
internal sealed record SplitStatement(Span Span, string Text, EquatableArray<Identifier> Names, Value Value) : Statement(Span, Text);

/// <summary><c>output name : shape = value</c>; without <c>= value</c> it names an existing value.</summary>
internal sealed record OutputStatement(Span Span, string Text, Identifier Name, ShapeSyntax? Shape, Value? Value) : Statement(Span, Text);

/// <summary><c>layout batch_first</c> or <c>layout batch_last</c>.</summary>
internal sealed record LayoutStatement(Span Span, string Text, Identifier Layout) : Statement(Span, Text);

/// <summary><c>emit pathnorm, phicost</c>, or <c>emit pathnorm only</c>.</summary>
/// <param name="IsOnly">Whether the passes are all that is emitted, without the forward pass unless it is among them.</param>
internal sealed record EmitStatement(Span Span, string Text, EquatableArray<Identifier> Passes, bool IsOnly) : Statement(Span, Text);

/// <summary>A line of a net or block that cannot be read: a problem says so, and nothing but the names of members is made of it.</summary>
/// <param name="Keyword"><c>input</c>, <c>output</c> or <c>emit</c>; null for another line.</param>
/// <param name="Name">The name that an input or output has all the same, null when there is none.</param>
/// <param name="Meant">What it was probably meant to say, null when nobody can tell. Its spans are not those of the file.</param>
internal sealed record LostStatement(Span Span, string Text, string? Keyword, Identifier? Name, Statement? Meant) : Statement(Span, Text);

/// <summary><c>neurons { … }</c> in a net: the whole net, neuron by neuron.</summary>
internal sealed record NeuronsStatement(Span Span, string Text, EquatableArray<NeuronStatement> Body) : Statement(Span, Text);

/// <summary>A line of a neurons block.</summary>
internal abstract record NeuronStatement(Span Span, string Text) : Syntax(Span);

/// <summary>A line of a neurons block that cannot be read.</summary>
/// <param name="Meant">What it was probably meant to say. Its spans are not those of the file.</param>
internal sealed record LostNeuron(Span Span, string Text, NeuronStatement Meant) : NeuronStatement(Span, Text);

/// <summary><c>input x1, x2</c>.</summary>
internal sealed record InputNeurons(Span Span, string Text, EquatableArray<Identifier> Names) : NeuronStatement(Span, Text);

/// <summary>An antecedent: <c>x1</c> over a free edge, <c>x1*1</c> over a frozen one.</summary>
/// <param name="Constant">The frozen weight as text (sign, digits, point, exponent), null for a free edge.</param>
internal sealed record AntecedentSyntax(Span Span, Identifier Name, string? Constant) : Syntax(Span);

/// <summary>
/// <c>v : relu = x1, x2 + bias</c>; <c>output y = v, x1*1</c> with the activation left out; <c>output v</c>, which nothing feeds
/// and which gives out the neuron that is called so.
/// </summary>
/// <param name="Activation">The word after the colon; null for an output, which is an identity.</param>
/// <param name="K">The argument of <c>pool(k)</c>, null without one.</param>
internal sealed record NeuronDefinition(
    Span Span,
    string Text,
    bool IsOutput,
    Identifier Name,
    Identifier? Activation,
    Expression? K,
    EquatableArray<AntecedentSyntax> Antecedents,
    bool HasBias) : NeuronStatement(Span, Text)
{
    /// <summary>Whether it names a neuron that is defined elsewhere.</summary>
    public bool IsByName => IsOutput && Antecedents.Count == 0 && !HasBias && Activation is null;
}
