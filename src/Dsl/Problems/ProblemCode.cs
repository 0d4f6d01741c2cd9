namespace NetSpec.Dsl.Problems;

/// <summary>
/// The kinds of problem a spec can have; the number is the diagnostic's id (<c>NSPEC1001</c>) and is never reused.
/// <see cref="ProblemCatalog"/> says what each one means, how severe it is and how to fix it.
/// </summary>
public enum ProblemCode
{
    /// <summary>Something stands where something else must.</summary>
    UnexpectedText = 1001,

    /// <summary>A line ends before it is complete.</summary>
    UnexpectedEnd = 1002,

    /// <summary>A character that specs do not use.</summary>
    InvalidCharacter = 1003,

    /// <summary>A word that is nearly a keyword.</summary>
    MisspeltKeyword = 1004,

    /// <summary>A keyword in place of a name.</summary>
    KeywordAsName = 1005,

    /// <summary>A line that begins with an arrow, with no value above it.</summary>
    DanglingArrow = 1006,

    /// <summary>A header without its opening brace, or with the brace on a line of its own.</summary>
    MissingBrace = 1007,

    /// <summary>An opening brace that is never closed.</summary>
    UnclosedBrace = 1008,

    /// <summary>A closing brace with nothing to close.</summary>
    ExtraBrace = 1009,

    /// <summary>An opening brace where no body can stand.</summary>
    UnexpectedBrace = 1010,

    /// <summary>A line outside every net and block.</summary>
    OutsideNet = 1011,

    /// <summary>A declaration in the wrong place: a block within a net, a namespace below a block.</summary>
    MisplacedDeclaration = 1012,

    /// <summary>A second namespace.</summary>
    RepeatedNamespace = 1013,

    /// <summary>A file that is too long.</summary>
    FileTooLong = 1014,

    /// <summary>A line that is too long, together with those that continue it.</summary>
    LineTooLong = 1015,

    /// <summary>Parentheses or repeats within one another, too deep.</summary>
    NestedTooDeep = 1016,

    /// <summary>An expression with too many operators.</summary>
    ExpressionTooLong = 1017,

    /// <summary>A name with more characters than one may have.</summary>
    NameTooLong = 1018,

    /// <summary>A name that stands for nothing.</summary>
    UnknownName = 2001,

    /// <summary>One name for two things of a net or block.</summary>
    DuplicateName = 2002,

    /// <summary>Two nets of one full name.</summary>
    DuplicateNet = 2003,

    /// <summary>Two layers of one name.</summary>
    DuplicateLayer = 2004,

    /// <summary>A name that the language keeps for itself.</summary>
    ReservedName = 2005,

    /// <summary>A value used above the line that defines it.</summary>
    UsedBeforeDefinition = 2006,

    /// <summary>A value that depends on itself.</summary>
    CyclicValue = 2007,

    /// <summary>A block that uses itself.</summary>
    RecursiveBlock = 2008,

    /// <summary>A net without an input.</summary>
    MissingInput = 2009,

    /// <summary>A net without an output.</summary>
    MissingOutput = 2010,

    /// <summary>A block without <c>out</c>.</summary>
    MissingOut = 2011,

    /// <summary>A name that nothing uses.</summary>
    Unused = 2012,

    /// <summary>Inputs, outputs or a net whose members in the emitted class would have one name.</summary>
    MemberClash = 2013,

    /// <summary>A pass that does not exist.</summary>
    UnknownPass = 2014,

    /// <summary>A layout that does not exist.</summary>
    UnknownLayout = 2015,

    /// <summary>A line that does not belong where it stands, or stands twice.</summary>
    MisplacedStatement = 2016,

    /// <summary>A parameter of a net without a default.</summary>
    MissingDefault = 2017,

    /// <summary>Parameters shared with a layer that does not exist.</summary>
    UnknownLayer = 2018,

    /// <summary>Parameters shared with a layer that has others.</summary>
    SharedLayerMismatch = 2019,

    /// <summary>An op of values used as a stage, or a stage used as a value.</summary>
    MisplacedOp = 2020,

    /// <summary>A word of a <c>tune</c> line that is no precision and no layout.</summary>
    UnknownPrecision = 2021,

    /// <summary>A net called as a word that C# needs.</summary>
    WordOfCSharp = 2022,

    /// <summary>A <c>use</c> line with what can be no path from one spec to another.</summary>
    UnfitPath = 2023,

    /// <summary>A <c>use</c> line of a file that there is not.</summary>
    MissingFile = 2024,

    /// <summary>A file that uses itself, through others or at once.</summary>
    CircularUse = 2025,

    /// <summary>An op was given a vector where it takes a map, or the reverse.</summary>
    RankMismatch = 2101,

    /// <summary>A size is beyond what a program can hold.</summary>
    TooLarge = 2102,

    /// <summary>A size came out as zero or less.</summary>
    EmptyShape = 2103,

    /// <summary>Widths, channels or shapes that must agree do not.</summary>
    ShapeMismatch = 2104,

    /// <summary>A stated shape is not the shape.</summary>
    WrongAnnotation = 2105,

    /// <summary>An op was given too few or too many operands.</summary>
    OperandCount = 2106,

    /// <summary>A shape that is neither features nor channels x height x width.</summary>
    InvalidShape = 2107,

    /// <summary>An argument that the op or block does not have.</summary>
    UnknownArgument = 2201,

    /// <summary>An argument that must be given is not.</summary>
    MissingArgument = 2202,

    /// <summary>An argument given twice.</summary>
    RepeatedArgument = 2203,

    /// <summary>More arguments than there are places for, or one by position after one by name.</summary>
    MisplacedArgument = 2204,

    /// <summary>An argument of another kind: a word for a number, an extent for a flag.</summary>
    ArgumentKind = 2205,

    /// <summary>An argument outside its range.</summary>
    ArgumentRange = 2206,

    /// <summary>Arguments that do not go together.</summary>
    ArgumentConflict = 2207,

    /// <summary>An integer beyond 64 bits.</summary>
    IntegerOverflow = 2301,

    /// <summary>A division by zero.</summary>
    DivisionByZero = 2302,

    /// <summary>A power with a negative exponent.</summary>
    NegativeExponent = 2303,

    /// <summary>Neurons that feed each other in a circle.</summary>
    NeuronCycle = 2401,

    /// <summary>A neuron with one antecedent twice.</summary>
    RepeatedAntecedent = 2402,

    /// <summary>A neuron that nothing feeds.</summary>
    MissingAntecedent = 2403,

    /// <summary>An activation that does not exist or that the neuron cannot have.</summary>
    UnknownActivation = 2404,

    /// <summary>A k of a pool that is below 1 or above the number of antecedents.</summary>
    PoolSize = 2405,

    /// <summary>An input neuron declared as an output.</summary>
    InputAsOutput = 2406,

    /// <summary>A frozen weight that is no finite number.</summary>
    FrozenWeight = 2407,

    /// <summary>Blocks within blocks, too deep.</summary>
    NestingLimit = 2501,

    /// <summary>A repeat count below zero or beyond the limit.</summary>
    RepeatCount = 2502,

    /// <summary>A net with too many steps once blocks and repeats are unrolled.</summary>
    StepLimit = 2503,

    /// <summary>Too many neurons in one neurons block.</summary>
    NeuronLimit = 2504,

    /// <summary>More parameters than one store can hold.</summary>
    ParameterLimit = 2505,

    /// <summary>A layer whose name is too long once the names around it are put before it.</summary>
    LayerNameLimit = 2506,

    /// <summary>A pass for a device in a project without ILGPU.</summary>
    PassNotEmitted = 3001,

    /// <summary>A net whose plan needs more memory than an offset can address.</summary>
    WorkspaceTooLarge = 3002,

    /// <summary>Weights that one path takes more than once, where their costs are asked for.</summary>
    ReusedAlongPath = 3003,

    /// <summary>A chain of sparse factors with more non-zeros than the dense layer between the same widths.</summary>
    OversizedChain = 3004,

    /// <summary>A net with an op that no device kernel computes.</summary>
    UnfitForDevice = 3005,

    /// <summary>A <c>tune</c> line for a kernel that no net of the compilation has.</summary>
    UnusedTuning = 3006,

    /// <summary>A <c>tune</c> line with a tile that needs more of a device than there is.</summary>
    ImpossibleTile = 3007,

    /// <summary>A kernel that two <c>tune</c> lines give a tile.</summary>
    TunedTwice = 3008,

    /// <summary>A net with the name of a namespace, of other nets or of the project's code.</summary>
    NamespaceClash = 3009,

    /// <summary>A net with the name of a type of the project that its class cannot be a part of.</summary>
    UnfitType = 3010,

    /// <summary>A project that asks for an accessibility that classes do not have.</summary>
    UnknownVisibility = 3011,

    /// <summary>A net that asks for the theory of more paths than the compiler can look at.</summary>
    PathsTooLarge = 3012,

    /// <summary>An op that the theory of paths does not speak of, in a net that asks for it.</summary>
    OutsideTheory = 3013,

    /// <summary>A name that emitted code needs and the project's code declares.</summary>
    NeededName = 3014,

    /// <summary>A member of the project's part of a net's class that the emitted part has too.</summary>
    MemberOfProject = 3015,

    /// <summary>An op that no kernel computes, in a net that asks for its forward pass.</summary>
    OpWithoutKernel = 3016,

    /// <summary>A net whose class a referenced assembly has too.</summary>
    NetOfReference = 3017,

    /// <summary>A net that cannot be computed token by token, where a decoder is asked for.</summary>
    UnfitForDecoder = 3018,

    /// <summary>An exception, or a stage that broke what it promises.</summary>
    Internal = 9001,
}
