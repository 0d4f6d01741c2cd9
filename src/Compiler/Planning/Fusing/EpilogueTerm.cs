namespace NetSpec.Compiler.Planning.Fusing;

/// <summary>A per-channel affine map that is composed with others when the weights are packed. Numbers are parameter indices.</summary>
internal abstract record EpilogueTerm;
