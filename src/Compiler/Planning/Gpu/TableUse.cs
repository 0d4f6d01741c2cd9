namespace NetSpec.Compiler.Planning.Gpu;

/// <summary>What is done with rows of a table of learned tokens.</summary>
internal enum TableUse
{
    /// <summary>An input of whole numbers says which row becomes which token.</summary>
    Pick,

    /// <summary>The first rows become the first tokens.</summary>
    Put,

    /// <summary>The first rows are added to the tokens, one by one.</summary>
    Add,
}
