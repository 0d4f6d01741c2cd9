using NetSpec.Dsl.Text;

namespace NetSpec.Dsl.Binding.Names;

/// <summary>The name that stands before <c>with</c>, of what shares another's parameters.</summary>
/// <param name="Text">The name.</param>
/// <param name="IsNumbered">Whether it has a number in braces.</param>
/// <param name="Span">Where it stands.</param>
internal sealed record OwnName(string Text, bool IsNumbered, Span Span);
