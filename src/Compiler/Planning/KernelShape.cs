namespace NetSpec.Compiler.Planning;

/// <summary>What a kernel is specialised to: the constants of one shape struct of the emitted file.</summary>
public abstract record KernelShape;
