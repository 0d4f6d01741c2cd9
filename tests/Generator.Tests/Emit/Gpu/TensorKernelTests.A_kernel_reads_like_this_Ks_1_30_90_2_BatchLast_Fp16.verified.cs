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

                // Sums begin with the bias.
                int biasRow = warpM * 16 + (lane >> 2);
                long biasFrom = bias + 4L * (j0 + biasRow * 2);
                int biasesLeft = 30 - biasRow;
                CudaAsm.Emit(
                    ".reg .f32 kbias<2>; "
                    + "mov.f32 kbias0, 0f00000000; setp.gt.s32 kp0, %1, 0; "
                    + "@kp0 ld.global.f32 kbias0, [%0]; "
                    + "mov.f32 kbias1, 0f00000000; setp.gt.s32 kp0, %1, 8; "
                    + "@kp0 ld.global.f32 kbias1, [%0+64];", biasFrom, biasesLeft);
                CudaAsm.Emit(
                    "mov.f32 ksum0, kbias0; mov.f32 ksum1, kbias0; mov.f32 ksum2, kbias1; mov.f32 ksum3, kbias1; "
                    + "mov.f32 ksum4, kbias0; mov.f32 ksum5, kbias0; mov.f32 ksum6, kbias1; mov.f32 ksum7, kbias1;");

                // The first tile is here, of all threads.
                CudaAsm.Emit("cp.async.wait_group 2;");
                Group.Barrier();
                // All threads are done with the one before, whose place is free.
                inputFrom += inputStep;
                inputsLeft -= 16;
                weightFrom += 1024;
                if (thread < 64)
                {
                    CudaAsm.Emit("cp.async.cg.shared.global [kslot0+6144], [%0], 16, %1;", inputFrom, inputsLeft > 0 ? 16 : 0);
                    CudaAsm.Emit("cp.async.cg.shared.global [kslot1+6144], [%0], 16;", weightFrom);
                }

                CudaAsm.Emit("cp.async.commit_group;");
                // l from 0.
                CudaAsm.Emit(
                    "ldmatrix.sync.aligned.m8n8.x4.trans.shared.b16 {ka0, ka1, ka2, ka3}, [kfa0]; "
                    + "ldmatrix.sync.aligned.m8n8.x4.trans.shared.b16 {kb0, kb1, kb2, kb3}, [kfb0]; "
                    + "mma.sync.aligned.m16n8k16.row.col.f32.f16.f16.f32 {ksum0, ksum1, ksum2, ksum3}, {ka0, ka1, ka2, ka3}, {kb0, kb1}, {ksum0, ksum1, ksum2, ksum3}; "
                    + "mma.sync.aligned.m16n8k16.row.col.f32.f16.f16.f32 {ksum4, ksum5, ksum6, ksum7}, {ka0, ka1, ka2, ka3}, {kb2, kb3}, {ksum4, ksum5, ksum6, ksum7};");

                // The next tile.
                CudaAsm.Emit("cp.async.wait_group 2;");
                Group.Barrier();
                // All threads are done with the one before, whose place is free.
                inputFrom += inputStep;
                inputsLeft -= 16;
                weightFrom += 1024;
                if (thread < 64)
                {
                    CudaAsm.Emit("cp.async.cg.shared.global [kslot0], [%0], 16, %1;", inputFrom, inputsLeft > 0 ? 16 : 0);
                    CudaAsm.Emit("cp.async.cg.shared.global [kslot1], [%0], 16;", weightFrom);
                }

                CudaAsm.Emit("cp.async.commit_group;");
                // l from 0.
                CudaAsm.Emit(
                    "ldmatrix.sync.aligned.m8n8.x4.trans.shared.b16 {ka0, ka1, ka2, ka3}, [kfa0+2048]; "
                    + "ldmatrix.sync.aligned.m8n8.x4.trans.shared.b16 {kb0, kb1, kb2, kb3}, [kfb0+2048]; "
                    + "mma.sync.aligned.m16n8k16.row.col.f32.f16.f16.f32 {ksum0, ksum1, ksum2, ksum3}, {ka0, ka1, ka2, ka3}, {kb0, kb1}, {ksum0, ksum1, ksum2, ksum3}; "
                    + "mma.sync.aligned.m16n8k16.row.col.f32.f16.f16.f32 {ksum4, ksum5, ksum6, ksum7}, {ka0, ka1, ka2, ka3}, {kb2, kb3}, {ksum4, ksum5, ksum6, ksum7};");

                // The next tile.
                CudaAsm.Emit("cp.async.wait_group 2;");
                Group.Barrier();
                // All threads are done with the one before, whose place is free.
                inputFrom += inputStep;
                inputsLeft -= 16;
                weightFrom += 1024;
                if (thread < 64)
                {
                    CudaAsm.Emit("cp.async.cg.shared.global [kslot0+2048], [%0], 16, %1;", inputFrom, inputsLeft > 0 ? 16 : 0);
                    CudaAsm.Emit("cp.async.cg.shared.global [kslot1+2048], [%0], 16;", weightFrom);
                }

                CudaAsm.Emit("cp.async.commit_group;");
                // l from 0.
                CudaAsm.Emit(
                    "ldmatrix.sync.aligned.m8n8.x4.trans.shared.b16 {ka0, ka1, ka2, ka3}, [kfa0+4096]; "
                    + "ldmatrix.sync.aligned.m8n8.x4.trans.shared.b16 {kb0, kb1, kb2, kb3}, [kfb0+4096]; "
                    + "mma.sync.aligned.m16n8k16.row.col.f32.f16.f16.f32 {ksum0, ksum1, ksum2, ksum3}, {ka0, ka1, ka2, ka3}, {kb0, kb1}, {ksum0, ksum1, ksum2, ksum3}; "
                    + "mma.sync.aligned.m16n8k16.row.col.f32.f16.f16.f32 {ksum4, ksum5, ksum6, ksum7}, {ka0, ka1, ka2, ka3}, {kb2, kb3}, {ksum4, ksum5, ksum6, ksum7};");

                // The next tile.
                CudaAsm.Emit("cp.async.wait_group 2;");
                Group.Barrier();
                // l from 0.
                CudaAsm.Emit(
                    "ldmatrix.sync.aligned.m8n8.x4.trans.shared.b16 {ka0, ka1, ka2, ka3}, [kfa0+6144]; "
                    + "ldmatrix.sync.aligned.m8n8.x4.trans.shared.b16 {kb0, kb1, kb2, kb3}, [kfb0+6144]; "
                    + "mma.sync.aligned.m16n8k16.row.col.f32.f16.f16.f32 {ksum0, ksum1, ksum2, ksum3}, {ka0, ka1, ka2, ka3}, {kb0, kb1}, {ksum0, ksum1, ksum2, ksum3}; "
                    + "mma.sync.aligned.m16n8k16.row.col.f32.f16.f16.f32 {ksum4, ksum5, ksum6, ksum7}, {ka0, ka1, ka2, ka3}, {kb2, kb3}, {ksum4, ksum5, ksum6, ksum7};");

                // The next tile.
                CudaAsm.Emit("cp.async.wait_group 1;");
                Group.Barrier();
                // l from 0.
                CudaAsm.Emit(
                    "ldmatrix.sync.aligned.m8n8.x4.trans.shared.b16 {ka0, ka1, ka2, ka3}, [kfa0]; "
                    + "ldmatrix.sync.aligned.m8n8.x4.trans.shared.b16 {kb0, kb1, kb2, kb3}, [kfb0]; "
                    + "mma.sync.aligned.m16n8k16.row.col.f32.f16.f16.f32 {ksum0, ksum1, ksum2, ksum3}, {ka0, ka1, ka2, ka3}, {kb0, kb1}, {ksum0, ksum1, ksum2, ksum3}; "
                    + "mma.sync.aligned.m16n8k16.row.col.f32.f16.f16.f32 {ksum4, ksum5, ksum6, ksum7}, {ka0, ka1, ka2, ka3}, {kb2, kb3}, {ksum4, ksum5, ksum6, ksum7};");

                // The next tile.
                CudaAsm.Emit("cp.async.wait_group 0;");
                Group.Barrier();
                // l from 0.
                CudaAsm.Emit(
                    "ldmatrix.sync.aligned.m8n8.x4.trans.shared.b16 {ka0, ka1, ka2, ka3}, [kfa0+2048]; "
                    + "ldmatrix.sync.aligned.m8n8.x4.trans.shared.b16 {kb0, kb1, kb2, kb3}, [kfb0+2048]; "
                    + "mma.sync.aligned.m16n8k16.row.col.f32.f16.f16.f32 {ksum0, ksum1, ksum2, ksum3}, {ka0, ka1, ka2, ka3}, {kb0, kb1}, {ksum0, ksum1, ksum2, ksum3}; "
                    + "mma.sync.aligned.m16n8k16.row.col.f32.f16.f16.f32 {ksum4, ksum5, ksum6, ksum7}, {ka0, ka1, ka2, ka3}, {kb2, kb3}, {ksum4, ksum5, ksum6, ksum7};");

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
                int rowsLeft = 30 - m0;
                int columnsLeft = batch - n0 - resultColumn;
                bool hasResidual = residual != 0;
                residual += resultTo;
                y += resultTo;
                CudaAsm.Emit(
                    ".reg .b32 kspread<2>, kfrom<2>, kfloor<1>, kr<4>, ky<4>; "
                    + ".reg .b16 kw<8>; "
                    + ".reg .f32 kv<8>, ku<2>; .reg .pred kq<1>; "
                    + "add.u32 kspread0, kbase0, %0; "
                    + "add.u32 kfrom0, kbase0, %1; "
                    + "xor.b32 kspread1, kspread0, 16; xor.b32 kfrom1, kfrom0, 16; "
                    + "cvt.rn.f16x2.f32 kfloor0, %2, %2; "
                    + "setp.gt.s32 kq0, %3, 0;", spreadTo, resultFrom, floor, columnsLeft);
                // What is added is on its way while the sums go around.
                if (hasResidual)
                {
                    CudaAsm.Emit(
                        "mov.b32 kr0, 0; mov.b32 kr1, 0; mov.b32 kr2, 0; mov.b32 kr3, 0; "
                        + "setp.gt.s32 kp0, %0, 0; "
                        + "and.pred kp0, kp0, kq0; "
                        + "@kp0 ld.global.v4.b32 {kr0, kr1, kr2, kr3}, [%1];", rowsLeft, residual);
                }

                Group.Barrier();
                CudaAsm.Emit(
                    "st.shared.v2.f32 [kspread0], {ksum0, ksum1}; "
                    + "st.shared.v2.f32 [kspread0+32], {ksum4, ksum5}; "
                    + "st.shared.v2.f32 [kspread0+1280], {ksum2, ksum3}; "
                    + "st.shared.v2.f32 [kspread0+1312], {ksum6, ksum7};");
                Group.Barrier();
                CudaAsm.Emit(
                    "ld.shared.v4.f32 {kv0, kv1, kv2, kv3}, [kfrom0]; "
                    + "ld.shared.v4.f32 {kv4, kv5, kv6, kv7}, [kfrom1];");
                if (hasResidual)
                {
                    CudaAsm.Emit(
                        "mov.b32 {kw0, kw1}, kr0; cvt.f32.f16 ku0, kw0; cvt.f32.f16 ku1, kw1; add.f32 kv0, kv0, ku0; add.f32 kv1, kv1, ku1; "
                        + "mov.b32 {kw0, kw1}, kr1; cvt.f32.f16 ku0, kw0; cvt.f32.f16 ku1, kw1; add.f32 kv2, kv2, ku0; add.f32 kv3, kv3, ku1; "
                        + "mov.b32 {kw0, kw1}, kr2; cvt.f32.f16 ku0, kw0; cvt.f32.f16 ku1, kw1; add.f32 kv4, kv4, ku0; add.f32 kv5, kv5, ku1; "
                        + "mov.b32 {kw0, kw1}, kr3; cvt.f32.f16 ku0, kw0; cvt.f32.f16 ku1, kw1; add.f32 kv6, kv6, ku0; add.f32 kv7, kv7, ku1;");
                }

                CudaAsm.Emit(
                    "cvt.rn.f16x2.f32 ky0, kv1, kv0; max.NaN.f16x2 ky0, ky0, kfloor0; "
                    + "cvt.rn.f16x2.f32 ky1, kv3, kv2; max.NaN.f16x2 ky1, ky1, kfloor0; "
                    + "cvt.rn.f16x2.f32 ky2, kv5, kv4; max.NaN.f16x2 ky2, ky2, kfloor0; "
                    + "cvt.rn.f16x2.f32 ky3, kv7, kv6; max.NaN.f16x2 ky3, ky3, kfloor0; "
                    + "setp.gt.s32 kp0, %0, 0; "
                    + "and.pred kp0, kp0, kq0; "
                    + "@kp0 st.global.v4.b32 [%1], {ky0, ky1, ky2, ky3};", rowsLeft, y);
            }
        }
