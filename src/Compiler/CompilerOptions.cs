using NetSpec.Dsl;

namespace NetSpec.Compiler;

/// <summary>What the compiler is told beside the specs.</summary>
public sealed record CompilerOptions
{
    /// <summary>Whether the project that takes the files references ILGPU: without it no device programs are made, and a warning says so.</summary>
    public bool HasIlgpu { get; init; }

    /// <summary>Files that specs may use beside each other, and that are not compiled themselves.</summary>
    public EquatableArray<SourceFile> UsableFiles { get; init; }

    /// <summary>What the project's own code declares under the names of nets and of the namespaces around them.</summary>
    public EquatableArray<DeclaredName> Declared { get; init; }

    /// <summary>Whether it is looked at, after each stage, that the stage kept what it promises; one that did not is an error that names it.</summary>
    public bool Verify { get; init; }

    /// <summary>Whether the path-norm pass over all positions is emitted beside the one over distinct positions, which alone is run: to compare them.</summary>
    public bool PlainPass { get; init; }
}
