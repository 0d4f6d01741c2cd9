        // Tensor cores: a group computes 32 rows k of 32 samples, by 4 warps of 16 x 16;
        // 4 tiles of 16 l in shared memory, 8,192 bytes; 8 sums a thread.
        private static void RunCuda(long x, long weights, long bias, long residual, long y, int batch, int stride, float floor)
        {
            // ILGPU has no checked arithmetic, and a project may be compiled with it.
            unchecked
            {
                // What the group computes. Row tiles come first, then blocks: what neighbours read of x is still in the cache.
                int group = Grid.IdxX;
                int block = group & 1;
                int j0 = block;
                int n0 = (group >> 1) * 32;

                // What the warp computes: 16 rows x 16 samples.
                int thread = Group.IdxX;
                int lane = thread & 31;
                int warp = thread >> 5;
                int warpN = warp & 1;
                int warpM = warp >> 1;

                // Shared memory: a ring of 4 stages, each x as [l][n], then weights as [l][k].
                // The 16-byte chunks of a row change places with the row, so that eight rows of a matrix are in different banks.
                CudaAsm.Emit(
                    ".shared .align 128 .b8 kring[8192]; "
                    + ".reg .b32 kbase<1>, kslot<2>, kto<2>; "
                    + ".reg .pred kp<4>; "
                    + "mov.u32 kbase0, kring;");

                // Weights: 16 bytes of k a thread. They are padded with zeros, so that nothing is guarded.
                int weightRow = thread >> 2;
                int weightChunk = thread & 3;
                long weightFrom = weights + 2 * ((long)j0 * 3072 + weightRow * 32 + weightChunk * 8);
                int weightTo = 1024 + weightRow * 64 + ((weightChunk ^ ((weightRow >> 1) & 3)) << 4);
                CudaAsm.Emit("add.u32 kslot1, kbase0, %0;", weightTo);

                // x: 16 bytes of samples a thread. Behind the last sample the last chunk is read again; what comes of it is not stored.
                int inputRow = thread >> 2;
                int inputChunk = thread & 3;
                int inputColumn = inputChunk * 8;
                if (inputColumn > stride - 8 - n0)
                {
                    inputColumn = stride - 8 - n0;
                }

                long featureBytes = 2L * stride;
                long inputFrom = x + (j0 + inputRow * 2) * featureBytes + 2L * (n0 + inputColumn);
                long inputStep = featureBytes * 32;
                int inputTo = inputRow * 64 + ((inputChunk ^ ((inputRow >> 1) & 3)) << 4);
                // Rows that x does not have become zeros: their copies have no bytes. Zero weights would not do, for x may be infinite there.
                int inputsLeft = 90 - inputRow;
                CudaAsm.Emit("add.u32 kslot0, kbase0, %0;", inputTo);

                // Matrices of 8 x 8 are loaded four at once: a lane names the place of row (lane & 7) of matrix (lane >> 3).
                int matrix = lane >> 3;
                int matrixRow = lane & 7;
                // Of operand A, matrices 1 and 3 are the next eight k, 2 and 3 the next eight l; of operand B, 1 and 3 the next eight l, 2 and 3 the next eight n.
                int depthA = matrixRow + ((matrix >> 1) << 3);
                int columnA = warpM * 2 + (matrix & 1);
                int depthB = matrixRow + ((matrix & 1) << 3);
                int columnB = warpN * 2 + (matrix >> 1);
                // ka and kb are operands, ksum their sums, kfa and kfb the lane's places.
                CudaAsm.Emit(
                    ".reg .b32 ka<4>, kb<4>, kfa<1>, kfb<1>; "
                    + ".reg .f32 ksum<8>;");
                CudaAsm.Emit("add.u32 kfa0, kbase0, %0;", 1024 + depthA * 64 + ((columnA ^ (matrixRow >> 1)) << 4));
                CudaAsm.Emit("add.u32 kfb0, kbase0, %0;", depthB * 64 + ((columnB ^ (matrixRow >> 1)) << 4));
                CudaAsm.Emit(
                    "mov.f32 ksum0, 0f00000000; mov.f32 ksum1, 0f00000000; mov.f32 ksum2, 0f00000000; mov.f32 ksum3, 0f00000000; "
                    + "mov.f32 ksum4, 0f00000000; mov.f32 ksum5, 0f00000000; mov.f32 ksum6, 0f00000000; mov.f32 ksum7, 0f00000000;");

                // The first 3 tiles are sent for.
                if (thread < 64)
                {
                    CudaAsm.Emit("cp.async.cg.shared.global [kslot0], [%0], 16, %1;", inputFrom, inputsLeft > 0 ? 16 : 0);
                    CudaAsm.Emit("cp.async.cg.shared.global [kslot1], [%0], 16;", weightFrom);
                }

                CudaAsm.Emit("cp.async.commit_group;");
                inputFrom += inputStep;
                inputsLeft -= 16;
                weightFrom += 1024;
                if (thread < 64)
                {
                    CudaAsm.Emit("cp.async.cg.shared.global [kslot0+2048], [%0], 16, %1;", inputFrom, inputsLeft > 0 ? 16 : 0);
                    CudaAsm.Emit("cp.async.cg.shared.global [kslot1+2048], [%0], 16;", weightFrom);
                }

                CudaAsm.Emit("cp.async.commit_group;");
                inputFrom += inputStep;
                inputsLeft -= 16;
                weightFrom += 1024;
                if (thread < 64)
                {
                    CudaAsm.Emit("cp.async.cg.shared.global [kslot0+4096], [%0], 16, %1;", inputFrom, inputsLeft > 0 ? 16 : 0);
                    CudaAsm.Emit("cp.async.cg.shared.global [kslot1+4096], [%0], 16;", weightFrom);
                }

                CudaAsm.Emit("cp.async.commit_group;");

                // Byte offsets of stages: the one that is multiplied, and the one that is filled.
                int stage = 0;
                int fill = 6144;
                for (int step = 0; step < 6; step++)
                {
                    // This step's tile is here, of all threads; and all threads are done with the one before, whose place is free.
                    CudaAsm.Emit("cp.async.wait_group 2;");
                    Group.Barrier();
                    if (step < 3)
                    {
                        inputFrom += inputStep;
                        inputsLeft -= 16;
                        weightFrom += 1024;
                        if (thread < 64)
                        {
                            CudaAsm.Emit(
                                "add.u32 kto0, kslot0, %0; "
                                + "cp.async.cg.shared.global [kto0], [%1], 16, %2;", fill, inputFrom, inputsLeft > 0 ? 16 : 0);
                            CudaAsm.Emit(
                                "add.u32 kto1, kslot1, %0; "
                                + "cp.async.cg.shared.global [kto1], [%1], 16;", fill, weightFrom);
                        }
                    }

                    fill = fill == 6144 ? 0 : fill + 2048;
                    // Without a copy the group is empty: the wait counts groups.
                    CudaAsm.Emit("cp.async.commit_group;");

                    // l from 0.
                    CudaAsm.Emit(
                        "ldmatrix.sync.aligned.m8n8.x4.trans.shared.b16 {ka0, ka1, ka2, ka3}, [kfa0]; "
                        + "ldmatrix.sync.aligned.m8n8.x4.trans.shared.b16 {kb0, kb1, kb2, kb3}, [kfb0]; "
                        + "mma.sync.aligned.m16n8k16.row.col.f32.f16.f16.f32 {ksum0, ksum1, ksum2, ksum3}, {ka0, ka1, ka2, ka3}, {kb0, kb1}, {ksum0, ksum1, ksum2, ksum3}; "
                        + "mma.sync.aligned.m16n8k16.row.col.f32.f16.f16.f32 {ksum4, ksum5, ksum6, ksum7}, {ka0, ka1, ka2, ka3}, {kb2, kb3}, {ksum4, ksum5, ksum6, ksum7};");
                    // On to the next stage.
                    int next = stage == 6144 ? 0 : stage + 2048;
                    CudaAsm.Emit(
                        "add.s32 kfa0, kfa0, %0; "
                        + "add.s32 kfb0, kfb0, %0;", next - stage);
                    stage = next;
                }

                // Results go through shared memory, as floats: a lane's sums are pairs in rows far apart, and y is written in runs.
                int resultRow = thread >> 2;
                int resultColumn = (thread & 3) * 8;
                // Threads that read 32 bytes at once would meet in a bank: every other group of four swaps its halves.
                int spreadTo = (warpM * 2560 + (lane >> 2) * 160 + warpN * 64 + ((lane & 3) << 3)) ^ (((lane >> 2) & 1) << 4);
                int resultFrom = (resultRow * 160 + resultColumn * 4) ^ ((resultRow & 1) << 4);
                int m0 = resultRow;
                int resultFeature = j0 + m0 * 2;
                long resultBytes = 2L * stride;
                long resultTo = resultFeature * resultBytes + 2L * n0 + 2 * resultColumn;
                long biasFrom = bias + 4L * resultFeature;
                int rowsLeft = 30 - m0;
                int columnsLeft = batch - n0 - resultColumn;
                long residualFrom = residual + resultTo;
                resultTo += y;
                CudaAsm.Emit(
                    ".reg .b32 kspread<2>, kfrom<2>, kr<4>; "
                    + ".reg .b16 kw<8>; "
                    + ".reg .f32 kv<8>, ku<8>, kbias<1>; "
                    + ".reg .pred kres<1>, kq<1>; "
                    + "add.u32 kspread0, kbase0, %0; "
                    + "add.u32 kfrom0, kbase0, %1; "
                    + "xor.b32 kspread1, kspread0, 16; xor.b32 kfrom1, kfrom0, 16; "
                    + "setp.ne.s64 kres0, %2, 0; "
                    + "setp.gt.s32 kq0, %3, 0;", spreadTo, resultFrom, residual, columnsLeft);

                Group.Barrier();
                CudaAsm.Emit(
                    "st.shared.v2.f32 [kspread0], {ksum0, ksum1}; "
                    + "st.shared.v2.f32 [kspread0+32], {ksum4, ksum5}; "
                    + "st.shared.v2.f32 [kspread0+1280], {ksum2, ksum3}; "
                    + "st.shared.v2.f32 [kspread0+1312], {ksum6, ksum7};");
                Group.Barrier();
                CudaAsm.Emit(
                    "setp.gt.s32 kp0, %0, 0; "
                    + "and.pred kp0, kp0, kq0; "
                    + "ld.shared.v4.f32 {kv0, kv1, kv2, kv3}, [kfrom0]; "
                    + "ld.shared.v4.f32 {kv4, kv5, kv6, kv7}, [kfrom1]; "
                    + "mov.f32 kbias0, 0f00000000; "
                    + "@kp0 ld.global.f32 kbias0, [%1]; "
                    + "and.pred kp2, kp0, kres0; "
                    + "mov.b32 kr0, 0; mov.b32 kr1, 0; mov.b32 kr2, 0; mov.b32 kr3, 0; "
                    + "@kp2 ld.global.v4.b32 {kr0, kr1, kr2, kr3}, [%3]; "
                    + "mov.b32 {kw0, kw1}, kr0; "
                    + "add.f32 kv0, kv0, kbias0; cvt.f32.f16 ku0, kw0; add.f32 kv0, kv0, ku0; max.NaN.f32 kv0, kv0, %4; "
                    + "add.f32 kv1, kv1, kbias0; cvt.f32.f16 ku1, kw1; add.f32 kv1, kv1, ku1; max.NaN.f32 kv1, kv1, %4; "
                    + "cvt.rn.f16x2.f32 kr0, kv1, kv0; "
                    + "mov.b32 {kw2, kw3}, kr1; "
                    + "add.f32 kv2, kv2, kbias0; cvt.f32.f16 ku2, kw2; add.f32 kv2, kv2, ku2; max.NaN.f32 kv2, kv2, %4; "
                    + "add.f32 kv3, kv3, kbias0; cvt.f32.f16 ku3, kw3; add.f32 kv3, kv3, ku3; max.NaN.f32 kv3, kv3, %4; "
                    + "cvt.rn.f16x2.f32 kr1, kv3, kv2; "
                    + "mov.b32 {kw4, kw5}, kr2; "
                    + "add.f32 kv4, kv4, kbias0; cvt.f32.f16 ku4, kw4; add.f32 kv4, kv4, ku4; max.NaN.f32 kv4, kv4, %4; "
                    + "add.f32 kv5, kv5, kbias0; cvt.f32.f16 ku5, kw5; add.f32 kv5, kv5, ku5; max.NaN.f32 kv5, kv5, %4; "
                    + "cvt.rn.f16x2.f32 kr2, kv5, kv4; "
                    + "mov.b32 {kw6, kw7}, kr3; "
                    + "add.f32 kv6, kv6, kbias0; cvt.f32.f16 ku6, kw6; add.f32 kv6, kv6, ku6; max.NaN.f32 kv6, kv6, %4; "
                    + "add.f32 kv7, kv7, kbias0; cvt.f32.f16 ku7, kw7; add.f32 kv7, kv7, ku7; max.NaN.f32 kv7, kv7, %4; "
                    + "cvt.rn.f16x2.f32 kr3, kv7, kv6; "
                    + "@kp0 st.global.v4.b32 [%2], {kr0, kr1, kr2, kr3};", rowsLeft, biasFrom, resultTo, residualFrom, floor);
            }
        }
