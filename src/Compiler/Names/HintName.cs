using NetSpec.Compiler.Specs;

namespace NetSpec.Compiler.Names;

/// <summary>The name under which a type's source is added; the compiler compares these without regard to case.</summary>
/// <param name="Type">The type; of several files that declare it, the first by path.</param>
/// <param name="Text">Unique among all types.</param>
/// <param name="Access">The accessibility of the class: what the project's part of it states, else what the project wants.</param>
internal sealed record HintName(TypeName Type, string Text, string Access);
