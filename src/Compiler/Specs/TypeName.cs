namespace NetSpec.Compiler.Specs;

/// <summary>The full name of a type, and the file that declares it.</summary>
/// <param name="Path">The file.</param>
/// <param name="FullName">Namespace and name.</param>
/// <param name="IsInternal">Whether the project wants the class to be internal.</param>
internal sealed record TypeName(string Path, string FullName, bool IsInternal = false);
