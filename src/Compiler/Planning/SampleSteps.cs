namespace NetSpec.Compiler.Planning;

/// <summary>The steps that threads may take through samples of their own: see <see cref="SampleRule"/>.</summary>
/// <param name="First">The first of them, behind the loads.</param>
/// <param name="Count">How many; 0 where threads share each layer out instead.</param>
internal sealed record SampleSteps(int First, int Count);
