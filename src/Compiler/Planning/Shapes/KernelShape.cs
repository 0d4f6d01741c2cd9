namespace NetSpec.Compiler.Planning.Shapes;

/// <summary>What a kernel is specialised to: the constants of one shape struct of the emitted file.</summary>
internal abstract record KernelShape;
