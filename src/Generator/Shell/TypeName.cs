namespace NetSpec.Generator.Shell;

/// <summary>The full name of a type, and the file that declares it.</summary>
public sealed record TypeName(string Path, string FullName);
