namespace NetSpec.Dsl.Text;

/// <summary>What a logical line does to the nesting of bodies.</summary>
internal enum LogicalLineKind
{
    /// <summary>A statement.</summary>
    Statement,

    /// <summary>A header: it ends with the <c>{</c> that opens a body.</summary>
    Open,

    /// <summary>A <c>}</c>.</summary>
    Close,
}
