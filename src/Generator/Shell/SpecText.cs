namespace NetSpec.Generator.Shell;

/// <summary>A spec as the compiler hands it over.</summary>
public sealed record SpecText(string Path, string Text, SpecOptions Options);
