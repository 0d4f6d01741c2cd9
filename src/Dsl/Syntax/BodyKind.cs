namespace NetSpec.Dsl.Syntax;

/// <summary>What the lines between two braces are.</summary>
internal enum BodyKind
{
    Net,
    Block,

    /// <summary>A declaration at the top of a file.</summary>
    NamedNeurons,

    /// <summary>A statement of a net.</summary>
    Neurons,

    /// <summary>A body whose header says nothing: its lines are passed over, since they would only be misread.</summary>
    Skipped,
}
