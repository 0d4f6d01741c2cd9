namespace NetSpec.Compiler;

/// <summary>A C# file.</summary>
/// <param name="Name">Its name, unique in a compilation whatever the case of its letters.</param>
/// <param name="Text">What stands in it, with LF line ends.</param>
public sealed record OutputFile(string Name, string Text);
